import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { Lazy } from "cdktf";
import { IdentityPool, permissions } from "../../src";
import { checked, isRefused } from "../../src/permissions/statement-problems";
import {
  arnRule,
  everythingUnless,
  flagRule,
  idRule,
  listRule,
  oneOfRule,
  optional,
} from "../../src/checks/option-rules";
import type { PolicyStatement } from "../../src";
import { pool } from "../identity-pool/pools";
import { problems, stackWith, synthesized, synthesizedJson } from "../support/synth";
import { problemsOf, token } from "./granted";

const SEE = "https://docs.aws.amazon.com/a-page.html";
const RULES = {
  name: idRule("the thing's name", SEE),
  arn: optional(arnRule("things", /thing\/\w+/, "things:REGION:ACCOUNT:thing/NAME", SEE)),
  access: optional(oneOfRule(["read", "write"], SEE)),
  list: flagRule(SEE),
  parts: everythingUnless(listRule(idRule("a part's name", SEE))),
};

/** A permission of the rules above, called as plain JavaScript calls it. */
function thing(options: unknown): PolicyStatement[] {
  return checked("thing", options as object, RULES, () => [
    { sid: "Thing", effect: "Allow", actions: ["things:Get"], resources: ["*"] },
  ]);
}

const lazy = (value: string) => Lazy.stringValue({ produce: () => value });

test("what a Lazy yields at synth follows the rules too", () => {
  expect(problemsOf(thing({ name: lazy("a"), parts: Lazy.listValue({ produce: () => ["b"] }) }))).toEqual([]);
  expect(problemsOf(thing({ name: lazy("a/b"), parts: [lazy("")] }))).toEqual([
    `thing: name is "a/b": give the thing's name. See ${SEE}`,
    `thing: parts[0] is "": give a part's name. See ${SEE}`,
  ]);
  expect(problemsOf(permissions.ownFiles({ bucketName: "notes", owner: lazy("everybody") }))).toEqual([
    expect.stringContaining('ownFiles: owner is "everybody": give a policy variable'),
  ]);
});

test("so does what it yields in a statement of the app's own", () => {
  const statement = { actions: [lazy("GetObject")], resources: [lazy("notes")] };
  expect(problemsOf([statement])).toEqual([
    expect.stringContaining('actions[0] is "GetObject": give SERVICE:ACTION'),
    expect.stringContaining('resources[0] is "notes": give an ARN'),
  ]);
});

test.each<[unknown, string]>([
  [{ name: "" }, 'thing: name is "": give the thing\'s name.'],
  [{ name: undefined }, "thing: name is undefined: give the thing's name."],
  [{ name: null }, "thing: name is null: give the thing's name."],
  [{ name: 7 }, "thing: name is 7: give the thing's name."],
  [{}, "thing: name is missing: give the thing's name."],
  [{ name: "arn:aws:things:::thing/a" }, 'thing: name is "arn:aws:things:::thing/a", an ARN: give the thing\'s name.'],
  [{ name: "a", arn: "a" }, 'thing: arn is "a": give an ARN of the form arn:aws:things:REGION:ACCOUNT:thing/NAME.'],
  [{ name: "a", access: "raed" }, 'thing: access is "raed": give one of "read" or "write".'],
  [{ name: "a", list: "false" }, 'thing: list is "false": give true or false.'],
  [{ name: "a", parts: [] }, "thing: parts is an empty list: give a part's name, or leave the option out."],
  [{ name: "a", parts: ["b", ""] }, 'thing: parts[1] is "": give a part\'s name.'],
  [{ name: "a", parts: [undefined] }, "thing: parts[0] is undefined: give a part's name."],
  [{ name: "a", parts: "b" }, 'thing: parts is "b": give a list, each entry a part\'s name.'],
  [
    { name: "a", parts: undefined },
    "thing: parts is undefined: give a list, each entry a part's name, or leave it out to allow everything.",
  ],
  [{ name: "a", acess: "read" }, "thing: acess is not an option: did you mean access?"],
  [{ name: "a", colour: "red" }, "thing: colour is not an option: give name, arn, access, list or parts."],
  [undefined, "thing: the options are undefined: give an object with name, and arn, access, list or parts if needed."],
  ["a", 'thing: the options are "a": give an object with name, and arn, access, list or parts if needed.'],
])("%j is a problem of the stack, with the value, the rule and the page", (options, message) => {
  expect(problemsOf(thing(options))).toEqual([`${message} See ${SEE}`]);
});

test.each<[unknown]>([[{ name: "a" }], [{ name: "a", arn: undefined, access: undefined, list: undefined }]])(
  "%j is no problem",
  (options) => {
    expect(problemsOf(thing(options))).toEqual([]);
  },
);

test("nothing is thrown, and all problems of all permissions come together, with the role that they are granted to", () => {
  expect(
    problems(
      pool({ identityPoolName: "a/b" }, ({ authenticatedRole }) => {
        authenticatedRole.grant(...thing({ name: "", list: "yes" }), ...permissions.graphql({ apiId: "" }));
        authenticatedRole.addPolicy("More", permissions.putRecords({ streamArn: "clicks" }));
      }),
    ),
  ).toEqual([
    expect.stringContaining("[test/Pool] identityPoolName is"),
    expect.stringContaining("[test/Pool/AuthenticatedRole] thing: name is"),
    expect.stringContaining("[test/Pool/AuthenticatedRole] thing: list is"),
    expect.stringContaining("[test/Pool/AuthenticatedRole] graphql: apiId is"),
    expect.stringContaining("[test/Pool/AuthenticatedRole] putRecords: streamArn is"),
  ]);
});

test("a problem is told once, however often the permission is granted, and copied statements keep it", () => {
  const statements = [...thing({}), ...thing({})].map((statement) => ({ ...statement, sid: "Mine" }));
  expect(problemsOf(statements)).toEqual([expect.stringContaining("thing: name is missing")]);
});

test("a permission with a problem grants nothing, whatever else is right about it", () => {
  const [statement, ...others] = thing({ name: "a", list: "yes" });
  expect(others).toEqual([]);
  expect(statement).toMatchObject({ effect: "Allow", resources: [] });
  expect(statement && isRefused(statement)).toBe(true);
});

test("a permission with a problem stops the synth where the app writes its statements itself", () => {
  const document = stackWith((stack) => {
    new DataAwsIamPolicyDocument(stack, "own", { statement: thing({ name: "" }) });
  });
  expect(() => synthesizedJson(document)).toThrow('thing: name is "": give the thing\'s name.');
  const text = stackWith((stack) => {
    const policy = JSON.stringify({ Statement: thing({ name: "" }) });
    new IamRolePolicy(stack, "own", { role: "users", policy });
  });
  expect(() => synthesizedJson(text)).toThrow('thing: name is "": give the thing\'s name.');
});

test("what a permission carries is not part of what Terraform reads", () => {
  const { data } = synthesized(
    pool({}, ({ authenticatedRole }) => {
      authenticatedRole.grant(...thing({ name: "a" }));
    }),
  );
  expect(JSON.stringify(data)).toContain(
    '[{"actions":["things:Get"],"effect":"Allow","resources":["*"],"sid":"Thing"}]',
  );
});

test("the ARN of a resource of the stack where its name is meant, and the reverse, is told by Terraform's text of it", () => {
  expect(
    problemsOf((stack) => {
      const bucket = new S3Bucket(stack, "uploads", {});
      const notes = new LambdaFunction(stack, "notes", { functionName: "notes", role: "r" });
      return [
        ...thing({ name: bucket.arn }),
        ...thing({ name: "a", arn: bucket.bucket }),
        ...thing({ name: "a", arn: notes.invokeArn }),
        ...thing({ name: "a", parts: ["b", bucket.arn] }),
        ...thing({ name: bucket.bucket, arn: bucket.arn }),
        ...thing({ name: token(stack, "thing_arn") }),
      ];
    }),
  ).toEqual([
    `thing: name is "\${aws_s3_bucket.uploads.arn}": give the thing's name. See ${SEE}`,
    `thing: arn is "\${aws_s3_bucket.uploads.bucket}": give an ARN of the form arn:aws:things:REGION:ACCOUNT:thing/NAME. See ${SEE}`,
    `thing: arn is "\${aws_lambda_function.notes.invoke_arn}": give an ARN of the form arn:aws:things:REGION:ACCOUNT:thing/NAME. See ${SEE}`,
    `thing: parts[1] is "\${aws_s3_bucket.uploads.arn}": give a part's name. See ${SEE}`,
  ]);
});

test("a construct in the place of its name is a problem too", () => {
  expect(
    problemsOf((stack) => thing({ name: new IdentityPool(stack, "Other", { identityPoolName: "other" }) })),
  ).toEqual([`thing: name is the construct test/Other: give the thing's name. See ${SEE}`]);
});
