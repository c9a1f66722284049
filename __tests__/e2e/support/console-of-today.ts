/** Makes an identity pool by hand, as the AWS console has made it since 2023: roles under /service-role/ with the names that
 *  were typed, and a customer managed policy for each in place of an inline one. */
import { randomInt } from "node:crypto";
import { CreateIdentityPoolCommand, SetIdentityPoolRolesCommand } from "@aws-sdk/client-cognito-identity";
import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand } from "@aws-sdk/client-iam";
import type { ConsoleMadePool } from "../../../src";
import { cognitoIdentity, iam } from "./clients";
import { guideUserPool, trustIn } from "./console-wizard";

const policyOfToday = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["cognito-identity:GetCredentialsForIdentity"], Resource: ["*"] }],
};

export interface AnswersOfToday {
  /** What the pool is called. The names of the roles are typed by hand: NAME-signed-in and NAME-guests. */
  readonly name: string;
  /** Guest access: with it comes a role for guests.
   *  @default false */
  readonly guestAccess?: boolean;
}

export type PoolOfToday = Required<
  Pick<ConsoleMadePool, "identityPoolId" | "authenticatedRoleName" | "authenticatedManagedPolicyArn">
> &
  Pick<ConsoleMadePool, "unauthenticatedRoleName" | "unauthenticatedManagedPolicyArn">;

/** The pool, its roles, their managed policies, and the attachment. */
export async function poolOfToday({ name, guestAccess = false }: AnswersOfToday): Promise<PoolOfToday> {
  const { providerName, clientId } = guideUserPool;
  const { IdentityPoolId: identityPoolId = "" } = await cognitoIdentity().send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: name,
      AllowUnauthenticatedIdentities: guestAccess,
      AllowClassicFlow: false,
      CognitoIdentityProviders: [{ ProviderName: providerName, ClientId: clientId, ServerSideTokenCheck: false }],
    }),
  );
  const signedIn = await makeRole(`${name}-signed-in`, identityPoolId, "authenticated");
  const guests = guestAccess ? await makeRole(`${name}-guests`, identityPoolId, "unauthenticated") : undefined;
  await cognitoIdentity().send(
    new SetIdentityPoolRolesCommand({
      IdentityPoolId: identityPoolId,
      Roles: { authenticated: signedIn.roleArn, ...(guests && { unauthenticated: guests.roleArn }) },
    }),
  );
  return {
    identityPoolId,
    authenticatedRoleName: signedIn.roleName,
    authenticatedManagedPolicyArn: signedIn.policyArn,
    ...(guests && {
      unauthenticatedRoleName: guests.roleName,
      unauthenticatedManagedPolicyArn: guests.policyArn,
    }),
  };
}

async function makeRole(roleName: string, identityPoolId: string, authentication: string) {
  const Path = "/service-role/";
  const { Role } = await iam().send(
    new CreateRoleCommand({
      RoleName: roleName,
      Path,
      AssumeRolePolicyDocument: JSON.stringify(trustIn(identityPoolId, authentication)),
    }),
  );
  const { Policy } = await iam().send(
    new CreatePolicyCommand({
      PolicyName: `Cognito-${authentication}-${milliseconds()}`,
      Path,
      PolicyDocument: JSON.stringify(policyOfToday),
    }),
  );
  const policyArn = Policy?.Arn ?? "";
  await iam().send(new AttachRolePolicyCommand({ RoleName: roleName, PolicyArn: policyArn }));
  return { roleName, roleArn: Role?.Arn ?? "", policyArn };
}

/** The console ends a policy's name with the time in milliseconds. All tests share one emulator, and a worker runs many of them in
 *  one millisecond or one process: a random number of as many digits is what no other has. */
function milliseconds(): number {
  return randomInt(1_000_000_000_000, 10_000_000_000_000);
}
