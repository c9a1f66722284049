/** docs/front-end.md, followed from its stack to the first upload, as its commands and code stand there. */
import { CognitoIdentityProviderClient, UpdateUserPoolClientCommand } from "@aws-sdk/client-cognito-identity-provider";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { signIn, type Place } from "../../local/sign-in";
import { blocks } from "../support/markdown";
import { keysIn } from "./support/clients";
import { administrator } from "./support/pool-in-use";
import { ProjectCopy } from "./support/project-copy";
import { describeOnLocalAws, localAws } from "./support/shared";

jest.setTimeout(180_000);

const page = "docs/front-end.md";
const { stack } = blocks(page, "The stack", "ts", ["stack"]);
const { writeFile } = blocks(page, "The app's file", "sh", ["writeFile"]);
const { upload } = blocks(page, "Web and Node, with the AWS SDK alone", "ts", ["upload"]);

interface AppsFile {
  readonly auth: { readonly user_pool_id: string; readonly user_pool_client_id: string };
}

test("the stack of the page is an example", () => {
  expect(stack).toBe(readFileSync(join(__dirname, "..", "..", "examples", "own-user-pool.ts"), "utf8"));
});

describeOnLocalAws(page, () => {
  test("leads from the stack to the first upload, below the user's identity id", async () => {
    const { endpoint, region } = localAws();
    const place: Place = { endpoint, region };
    const copy = new ProjectCopy();
    const bucket = `${copy.name}-uploads`;
    copy.write(
      "main.ts",
      stack
        .replace("notes-app-uploads", bucket)
        .replaceAll('"notes"', JSON.stringify(copy.name))
        .replace('"eu-west-1"', JSON.stringify(region)),
    );
    const inStack = "terraform -chdir=cdktf.out/stacks/own-user-pool";
    await copy.run(`npm run synth && ${inStack} init && ${inStack} apply -auto-approve`);
    await copy.run(writeFile);

    const { auth } = JSON.parse(copy.read("amplify_outputs.json")) as AppsFile;
    const users = { userPoolId: auth.user_pool_id, userPoolClientId: auth.user_pool_client_id };
    await allowPasswords(place, users.userPoolId, users.userPoolClientId);
    copy.write("token", (await signIn(place, users, "ada")).idToken);
    copy.write("upload.ts", upload);
    copy.write(
      "app.ts",
      `import { readFileSync } from "node:fs";
       import { upload } from "./upload";
       upload(readFileSync("token", "utf8"), "note.txt", "hello").then(console.log);`,
    );
    // The account's own credentials, which Terraform has, are not the app's.
    const output = await copy.run("unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY; node --import tsx app.ts");
    const [key = ""] = /us-east-1:[0-9a-f-]{36}\/note\.txt/.exec(output) ?? [];
    expect(await keysIn(bucket)).toEqual([key]);
  });
});

/** The page's client signs in by SRP alone, which Amplify's libraries have and the test has not. */
async function allowPasswords(place: Place, UserPoolId: string, ClientId: string): Promise<void> {
  await new CognitoIdentityProviderClient(administrator(place)).send(
    new UpdateUserPoolClientCommand({
      UserPoolId,
      ClientId,
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    }),
  );
}
