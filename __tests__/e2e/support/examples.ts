/** The examples, each run as somebody runs it who has what it is about: the ids of what other stacks made, or a pool that was made
 *  in the console. */
import { readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { consoleMadePool, guideUserPool } from "./console-wizard";
import { localAws } from "./shared";
import type { Workspace } from "./workspace";

/** Their file names. What lies in a folder is no program of CDKTF's. */
export const examples = readdirSync(join(__dirname, "..", "..", "..", "examples")).filter((file) =>
  [".ts", ".js"].includes(extname(file)),
);

/** What is put in the place of an example's own texts. */
type Texts = Readonly<Record<string, string>>;

const surroundings: Readonly<Record<string, (workspace: Workspace) => Texts | Promise<Texts>>> = {
  "apis.ts": (workspace) => {
    workspace.set({ rest_api_id: "a1b2c3d4e5", web_socket_api_id: "f6g7h8i9j0" });
    return {};
  },
  "adopting.ts": async ({ name }) => {
    const made = await consoleMadePool({ name });
    return {
      '"notes"': JSON.stringify(name),
      "eu-west-1_AbCdEfGhI": "us-east-1_AbCdEfGhI",
      "1h57kf5cpq17m0eml12EXAMPLE": guideUserPool.clientId,
      "eu-west-1:12345678-1234-1234-1234-123456789012": made.identityPoolId,
      '"eu-west-1"': JSON.stringify(localAws().region),
      oneClick_Cognito_notesAuth_Role_1511111111111: made.authenticatedPolicyName,
      oneClick_Cognito_notesUnauth_Role_1511111111111: made.unauthenticatedPolicyName ?? "",
      Cognito_notesAuth_Role: made.authenticatedRoleName,
      Cognito_notesUnauth_Role: made.unauthenticatedRoleName ?? "",
    };
  },
};

/** Runs an example in a workspace.
 *  @returns the ids of its stacks, of which the first is the one in use */
export async function runExample(workspace: Workspace, file: string): Promise<string[]> {
  return workspace.runExample(file, (await surroundings[file]?.(workspace)) ?? {});
}
