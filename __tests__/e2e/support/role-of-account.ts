/** A role that the account's own credentials may take, such as a pipeline's. */
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { iam } from "./clients";

/** The emulator's account. */
export const accountId = "000000000000";

/** @param actions all that the role may do, on every resource
 *  @returns its ARN */
export async function roleOfAccount(name: string, actions: readonly string[]): Promise<string> {
  return roleWithPolicy(name, document({ Effect: "Allow", Action: actions, Resource: "*" }));
}

/** @param policy all that the role may do, as JSON
 *  @returns its ARN */
export async function roleWithPolicy(name: string, policy: string): Promise<string> {
  const { Role } = await iam().send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: document({
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: "sts:AssumeRole",
      }),
    }),
  );
  await iam().send(new PutRolePolicyCommand({ RoleName: name, PolicyName: "allowed", PolicyDocument: policy }));
  return Role?.Arn ?? "";
}

function document(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
