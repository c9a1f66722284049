import { ownFiles } from "../../src/permissions/own-files";
import { principalTag } from "../../src/permissions/principal-tag";
import { pool } from "../identity-pool/pools";
import { problems } from "../support/synth";
import { policy, statementsOf } from "./granted";
import { simulate } from "../../src";

const statement = {
  sid: "FilesOfTheTeam",
  effect: "Allow",
  actions: ["s3:GetObject"],
  resources: [`arn:aws:s3:::notes-app-uploads/${principalTag("team")}/*`],
};

test("a tag of the session is a policy variable, which Terraform leaves alone and IAM reads", async () => {
  const statements = statementsOf([statement]);
  expect(statements).toEqual([
    { ...statement, resources: ["arn:aws:s3:::notes-app-uploads/&{aws:PrincipalTag/team}/*"] },
  ]);
  expect(await policy(statements)).toMatchObject({
    Statement: [{ Resource: "arn:aws:s3:::notes-app-uploads/${aws:PrincipalTag/team}/*" }],
  });
});

test.each([
  ["blue", { "aws:PrincipalTag/team": "blue" }, "allowed"],
  ["red", { "aws:PrincipalTag/team": "blue" }, "implicitDeny"],
  ["blue", {}, "implicitDeny"],
])("the folder of team %s, for a session with %j: %s", async (team, context, decision) => {
  const request = { action: "s3:GetObject", resource: `arn:aws:s3:::notes-app-uploads/${team}/plan.txt`, context };
  expect(simulate([await policy(statementsOf([statement]))], request)).toBe(decision);
});

test.each<[unknown, string]>([
  [undefined, "undefined"],
  ["", '""'],
  ["a}*", '"a}*"'],
  ["t".repeat(129), "(129 characters)"],
  [7, "7"],
])("a key that no tag can have is a problem of the role, reported once, and nothing else is: %j", (key, shown) => {
  const variable = principalTag(key as string);
  const found = problems(
    pool({}, ({ authenticatedRole }) => {
      authenticatedRole.grant({ actions: ["s3:GetObject"], resources: [`arn:aws:s3:::notes/${variable}/*`] });
      authenticatedRole.grant(...ownFiles({ bucketName: "notes", owner: variable }));
    }),
  );
  expect(found).toEqual([expect.stringMatching(/principalTag: key is .*: give 1 to 128 characters \(letters/)]);
  expect(found[0]).toContain(shown);
});

test.each(["t".repeat(128), "cost center", "a:b/c=d+e-f@g.h_i", "équipe"])("a key may be %s", (key) => {
  expect(principalTag(key)).toBe(`&{aws:PrincipalTag/${key}}`);
});

test("a key that only Terraform knows stays as it is", () => {
  expect(principalTag("${var.key}")).toBe("&{aws:PrincipalTag/${var.key}}");
});
