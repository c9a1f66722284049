/** Makes an identity pool by hand, as the AWS console's wizard made it for a reader of the guide before 2023. */
import {
  CreateIdentityPoolCommand,
  GetIdCommand,
  ListIdentitiesCommand,
  SetIdentityPoolRolesCommand,
} from "@aws-sdk/client-cognito-identity";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import type { ConsoleMadePool } from "../../../src";
import guidePolicy from "../guide-policy.json";
import { cognitoIdentity, iam } from "./clients";
import { unsignedToken } from "./pool-in-use";

export const guideUserPool = {
  providerName: "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI",
  clientId: "3n4b5urk1ft4fl3mg5e62d9ado",
};

export const guestPolicy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["mobileanalytics:PutEvents", "cognito-sync:*"], Resource: ["*"] }],
};

export interface WizardAnswers {
  /** What the pool is called; the wizard proposes the roles' names from it. */
  readonly name: string;
  /** @default true: the wizard always makes both roles */
  readonly guestRole?: boolean;
  /** @default false */
  readonly allowUnauthenticatedIdentities?: boolean;
  /** The number at the end of the policies' names. */
  readonly number?: string;
}

export type WizardMadePool = Required<
  Pick<ConsoleMadePool, "identityPoolId" | "authenticatedRoleName" | "authenticatedPolicyName">
> &
  Pick<ConsoleMadePool, "unauthenticatedRoleName" | "unauthenticatedPolicyName">;

/** A pool without the user pool's token check, its two roles, their inline policies, and the attachment. */
export async function consoleMadePool(answers: WizardAnswers): Promise<WizardMadePool> {
  const { name, guestRole = true, allowUnauthenticatedIdentities = false, number = "1511111111111" } = answers;
  const { providerName, clientId } = guideUserPool;
  const { IdentityPoolId: identityPoolId = "" } = await cognitoIdentity().send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: name,
      AllowUnauthenticatedIdentities: allowUnauthenticatedIdentities,
      CognitoIdentityProviders: [{ ProviderName: providerName, ClientId: clientId, ServerSideTokenCheck: false }],
    }),
  );
  const inRoleNames = name.replaceAll(/\W/g, "");
  const make = (kind: "Auth" | "Unauth", policy: object) =>
    makeRole({ roleName: `Cognito_${inRoleNames}${kind}_Role`, identityPoolId, kind, policy, number });
  const authenticated = await make("Auth", guidePolicy);
  const guests = guestRole ? await make("Unauth", guestPolicy) : undefined;
  await cognitoIdentity().send(
    new SetIdentityPoolRolesCommand({
      IdentityPoolId: identityPoolId,
      Roles: { authenticated: authenticated.arn, ...(guests && { unauthenticated: guests.arn }) },
    }),
  );
  return {
    identityPoolId,
    authenticatedRoleName: authenticated.roleName,
    authenticatedPolicyName: authenticated.policyName,
    ...(guests && { unauthenticatedRoleName: guests.roleName, unauthenticatedPolicyName: guests.policyName }),
  };
}

interface RoleOfWizard {
  readonly roleName: string;
  readonly identityPoolId: string;
  readonly kind: "Auth" | "Unauth";
  readonly policy: object;
  readonly number: string;
}

async function makeRole({ roleName, identityPoolId, kind, policy, number }: RoleOfWizard) {
  const { Role } = await iam().send(
    new CreateRoleCommand({
      RoleName: roleName,
      AssumeRolePolicyDocument: JSON.stringify(trustIn(identityPoolId, `${kind.toLowerCase()}enticated`)),
    }),
  );
  const policyName = `oneClick_${roleName}_${number}`;
  await iam().send(
    new PutRolePolicyCommand({ RoleName: roleName, PolicyName: policyName, PolicyDocument: JSON.stringify(policy) }),
  );
  return { roleName, policyName, arn: Role?.Arn ?? "" };
}

/** The trust policy that the console gives to a role, before 2023 and since. */
export function trustIn(identityPoolId: string, authentication: string) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: { "cognito-identity.amazonaws.com:aud": identityPoolId },
          "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": authentication },
        },
      },
    ],
  };
}

/** The identity of a user of the guide's user pool; made at the first sign-in. */
export async function identityOf(user: string, identityPoolId: string): Promise<string> {
  const { IdentityId = "" } = await cognitoIdentity().send(
    new GetIdCommand({
      IdentityPoolId: identityPoolId,
      Logins: { [guideUserPool.providerName]: unsignedToken({ sub: user, ...guideUserPool }) },
    }),
  );
  return IdentityId;
}

export async function identitiesIn(identityPoolId: string): Promise<string[]> {
  const { Identities = [] } = await cognitoIdentity().send(
    new ListIdentitiesCommand({ IdentityPoolId: identityPoolId, MaxResults: 60 }),
  );
  return Identities.map(({ IdentityId = "" }) => IdentityId);
}
