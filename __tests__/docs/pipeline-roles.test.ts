/** The actions that docs/ci.md gives to the roles of a pipeline, and those that the stand-in's provider asks for. Whether a role
 *  with them can do its job is seen end to end. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { blocks, root } from "../support/markdown";

const { plan, apply } = blocks("docs/ci.md", "What the two roles may do", "json", ["plan", "apply"]);

function actionsOf(policy: string): string[] {
  const { Statement } = JSON.parse(policy) as { Statement: { Action: string[] }[] };
  return Statement.flatMap(({ Action }) => Action);
}

/** The resources that a stack has, but for groups, which the page has in a sentence. */
const RESOURCES = /^(cognito-identity-pool.*|iam-role.*)\.ts$/;

/** What is asked only of a role in an instance profile, which none for users of an identity pool is; and what the stand-in asks
 *  in the place of IAM, which answers an attachment itself. */
const NOT_OF_A_STACK = ["iam:RemoveRoleFromInstanceProfile", "iam:GetPolicy"];

/** The actions in the source of the provider, by the commands of the SDK that it imports. */
function actionsOfProvider(): string[] {
  const folder = join(root, "local", "provider");
  const resources = readdirSync(join(folder, "resources")).filter((file) => RESOURCES.test(file));
  const files = [
    ...resources.map((file) => join("resources", file)),
    ...["role-policies.ts", "iam-tags.ts", "identity-pools.ts", "aws.ts"].map((file) => join("aws", file)),
  ];
  const actions = files.flatMap((file) => {
    const source = readFileSync(join(folder, file), "utf8");
    const imports = source.matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-([a-z-]+)"/g);
    return Array.from(imports, ([, names = "", service = ""]) =>
      Array.from(names.matchAll(/(\w+)Command\b/g), ([, action = ""]) => `${service}:${action}`),
    ).flat();
  });
  return [...new Set(actions)].filter((action) => !NOT_OF_A_STACK.includes(action)).sort();
}

test("the role of the apply has every action that the provider asks for", () => {
  const actions = actionsOfProvider();
  expect(actions).toEqual(expect.arrayContaining(["cognito-identity:CreateIdentityPool", "iam:CreateRole"]));
  expect(actions.filter((action) => !actionsOf(apply).includes(action))).toEqual([]);
});

test("the role of the plan has those that read, and writes nothing but the lock", () => {
  const reads = /:(Get|List|Describe)/;
  // Asked before a role is deleted.
  const ofDeletion = ["iam:ListInstanceProfilesForRole"];
  const needed = actionsOfProvider().filter((action) => reads.test(action) && !ofDeletion.includes(action));
  expect(needed.filter((action) => !actionsOf(plan).includes(action))).toEqual([]);
  expect(actionsOf(plan).filter((action) => !reads.test(action))).toEqual(["s3:PutObject", "s3:DeleteObject"]);
});
