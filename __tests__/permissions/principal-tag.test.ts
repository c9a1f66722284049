import { principalTag } from "../../src/permissions/principal-tag";
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
