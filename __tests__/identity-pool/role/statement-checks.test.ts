import { Testing } from "cdktf";
import { permissions } from "../../../src";
import type { PolicyStatement } from "../../../src";
import { policySize } from "../../../src/identity-pool/role/policy-size";
import { problems, stackWith } from "../../support/synth";
import { pool } from "../pools";

const FINE: PolicyStatement = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::notes/*"] };
const granted = (change: object) =>
  pool({}, ({ authenticatedRole }) => {
    authenticatedRole.grant({ ...FINE, ...change });
  });
const condition = (change: object) => ({
  condition: [{ test: "StringEquals", variable: "s3:prefix", values: ["a"], ...change }],
});
const { bucket }: { bucket?: string } = {};

describe("a statement that IAM would refuse, or that would allow nothing, is refused at synth", () => {
  test.each<[string, object, string]>([
    ["no actions", { actions: undefined }, "actions is missing: give actions or notActions"],
    ["an empty list of actions", { actions: [] }, "actions is an empty list"],
    ["actions twice", { notActions: ["s3:PutObject"] }, "actions and notActions are both given"],
    ["no resources", { resources: undefined }, "resources is missing: give resources or notResources"],
    ["an action without a service", { actions: ["GetObject"] }, 'actions[0] is "GetObject": give SERVICE:ACTION'],
    ["an action with a blank", { actions: ["s3: GetObject"] }, 'actions[0] is "s3: GetObject": give SERVICE:ACTION'],
    ["a wildcard service", { actions: ["*:GetObject"] }, 'actions[0] is "*:GetObject": give SERVICE:ACTION'],
    ["an ARN with a blank before it", { resources: [" arn:aws:s3:::notes"] }, 'resources[0] is " arn:aws:s3:::notes"'],
    ["a name for a resource", { resources: ["Notes_App"] }, 'resources[0] is "Notes_App": give an ARN'],
    ["an empty resource", { resources: [""] }, 'resources[0] is "": give an ARN'],
    [
      "an ARN without a service",
      { resources: ["arn:aws::::notes"] },
      'resources[0] is "arn:aws::::notes": give an ARN',
    ],
    [
      "an ARN without a partition",
      { resources: ["arn::s3:::notes"] },
      'resources[0] is "arn::s3:::notes": give an ARN',
    ],
    [
      "a letter that no policy may have",
      { resources: ["arn:aws:s3:::notes/заметки/*"] },
      'resources[0] is "arn:aws:s3:::notes/заметки/*", with "з" in it: IAM takes no policy with such a character',
    ],
    [
      "one in a condition key",
      condition({ variable: "aws:PrincipalTag/команда" }),
      'variable is "aws:PrincipalTag/команда", with "к" in it',
    ],
    [
      "one in a condition",
      condition({ values: ["a", "\u{1f4c1}/"] }),
      'values[1] is "\u{1f4c1}/", with "\u{1f4c1}" in it',
    ],
    ["a value that was not there", { resources: [`arn:aws:s3:::${String(bucket)}/*`] }, 'with "undefined" in it'],
    [
      "an effect of another case",
      { effect: "allow" },
      'effect is "allow": give "Allow" or "Deny" (did you mean "Allow"?)',
    ],
    ["a sid with a blank", { sid: "Own files" }, 'sid is "Own files": give only letters and digits'],
    [
      "principals",
      { principals: [{ type: "AWS", identifiers: ["*"] }] },
      "principals are given: a role's own policy has none",
    ],
    [
      "an operator of no policy",
      condition({ test: "StringEqual" }),
      'test is "StringEqual": give an operator of IAM, such as "StringEquals" (did you mean "StringEquals"?)',
    ],
    [
      "an operator for sets that is none",
      condition({ test: "ForAnyValues:StringLike" }),
      'test is "ForAnyValues:StringLike"',
    ],
    ["an operator that ends like one", condition({ test: "NotNull", values: ["yes"] }), 'test is "NotNull"'],
    ["NullIfExists", condition({ test: "NullIfExists", values: ["true"] }), 'test is "NullIfExists"'],
    [
      "a blank in a condition key",
      condition({ variable: "s3: prefix" }),
      'variable is "s3: prefix": give a condition key',
    ],
    ["no condition key", condition({ variable: "prefix" }), 'variable is "prefix": give a condition key'],
    ["no values", condition({ values: [] }), "values is an empty list, which no request matches"],
    [
      "a Null that is no boolean",
      condition({ test: "Null", values: ["yes"] }),
      'values[0] is "yes": give "true" or "false" for Null',
    ],
    [
      "a Null that is more than a boolean",
      condition({ test: "Null", values: ["true or false"] }),
      'values[0] is "true or false": give "true" or "false" for Null',
    ],
  ])("%s", (_case, change, message) => {
    const found = problems(granted(change));
    expect(found).toEqual([expect.stringContaining(message)]);
    expect(found[0]).toMatch(/^\[test\/Pool\/AuthenticatedRole\] .* See https:\/\/docs\.aws\.amazon\.com\//);
  });

  test.each<[string, object]>([
    ["every action", { actions: ["*"] }],
    ["every action, in two parts", { actions: ["*:*"] }],
    ["wildcards in an action", { actions: ["s3:Get*", "execute-api:Invoke?"] }],
    ["everything but a list", { actions: undefined, notActions: ["iam:*"] }],
    ["an operator for sets that may be absent", condition({ test: "ForAllValues:StringEqualsIfExists" })],
    ["letters of Latin-1", { resources: ["arn:aws:s3:::notes/Ärzte ÿ/*"] }],
    ["IAM's variables", { resources: ["arn:aws:s3:::notes/${cognito-identity.amazonaws.com:sub}/*"] }],
    ["a tag whose key has a blank", condition({ variable: "aws:ResourceTag/cost center" })],
    ["a policy variable for a boolean", condition({ test: "Bool", variable: "aws:SecureTransport", values: ["true"] })],
  ])("and what IAM takes is taken: %s", (_case, change) => {
    expect(problems(granted(change))).toEqual([]);
  });
});

test("an action of a service that IAM does not have is warned of, with the service that was meant", () => {
  const stack = stackWith(granted({ actions: ["dynamdb:GetItem", "s3:GetObject"] }));
  Testing.synth(stack);
  const warnings = stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => String(data)));
  expect(warnings).toEqual([expect.stringMatching(/"dynamdb:GetItem".*Did you mean "dynamodb"\?.* See https:/)]);
});

test("conditions of one operator and key count together, as they are rendered", () => {
  const one = { test: "StringLike", variable: "s3:prefix", values: ["a".repeat(50)] };
  const other = { ...one, values: ["b".repeat(70)] };
  const size = (...list: (typeof one)[]) => policySize([{ ...FINE, condition: list }]);
  const rendered = `,"Condition":{"StringLike":{"s3:prefix":"${"a".repeat(50)}"}}`;
  expect(size(one)).toBe(size() + rendered.length);
  expect(size(one, other)).toBe(size({ ...one, values: [...one.values, ...other.values] }));
});

test("principals count as they are rendered: one as a text, several as a list", () => {
  const size = (...identifiers: string[]) =>
    policySize([{ ...FINE, principals: [{ type: "Federated", identifiers }] }]);
  const without = policySize([FINE]);
  expect(size("a.example")).toBe(without + ',"Principal":{"Federated":"a.example"}'.length);
  expect(size("a", "b")).toBe(without + ',"Principal":{"Federated":["a","b"]}'.length);
});

describe("the id of a policy", () => {
  const added = (...ids: string[]) =>
    problems(
      pool({}, ({ authenticatedRole }) => {
        authenticatedRole.grant(...permissions.ownFiles({ bucketName: "notes" }));
        ids.forEach((id) => {
          authenticatedRole.addPolicy(id, [FINE]);
        });
      }),
    );

  test.each(["Resource", "TrustPolicy", "Grants", "Group", "Document", "ManagedPolicy5C457A11"])(
    "%s is the library's own, and refused in words",
    (id) => {
      expect(added(id)).toEqual([expect.stringContaining(`addPolicy: id is "${id}": the library uses this id itself`)]);
    },
  );

  test("that is there already is refused in words", () => {
    expect(added("Extra", "Extra")).toEqual([
      expect.stringContaining('addPolicy: id is "Extra": test/Pool/AuthenticatedRole/Extra has this id already'),
    ]);
  });
});
