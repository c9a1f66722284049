/** Pools of guests alone, as other services' consoles and tutorials make them: no provider to sign in with, and a role for guests
 *  alone. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-get-started-authorization.html
 *  https://docs.aws.amazon.com/location/latest/developerguide/authenticating-using-cognito.html */
import { randomInt } from "node:crypto";
import { CreateIdentityPoolCommand, SetIdentityPoolRolesCommand } from "@aws-sdk/client-cognito-identity";
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { cognitoIdentity, iam } from "./clients";
import { trustIn } from "./console-wizard";

export interface GuestPool {
  readonly identityPoolId: string;
  readonly unauthenticatedRoleName: string;
}

const account = "000000000000";

/** CloudWatch RUM's console: its web client asks for credentials in the classic flow, and the role's name ends in a number and
 *  "Unauth". */
export async function rumPool(name: string): Promise<GuestPool> {
  const identityPoolId = await poolOfGuests(name, { AllowClassicFlow: true });
  const number = randomInt(1_000_000_000_000, 10_000_000_000_000);
  const unauthenticatedRoleName = `RUM-Monitor-us-east-1-${account}-${number}-Unauth`;
  await guestRole(identityPoolId, unauthenticatedRoleName);
  await iam().send(
    new PutRolePolicyCommand({
      RoleName: unauthenticatedRoleName,
      PolicyName: "RUMPutBatchMetrics",
      PolicyDocument: policy({
        Effect: "Allow",
        Action: "rum:PutRumEvents",
        Resource: `arn:aws:rum:us-east-1:${account}:appmonitor/${name}`,
      }),
    }),
  );
  return { identityPoolId, unauthenticatedRoleName };
}

/** A map of Amazon Location's: the console of today makes the role with a managed policy, and an inline one lets guests read the map.
 *  The template of AWS's demo has that inline policy alone. */
export async function mapPool(name: string, by: "console" | "template"): Promise<GuestPool> {
  const identityPoolId = await poolOfGuests(name, { AllowClassicFlow: false });
  const isOfConsole = by === "console";
  const unauthenticatedRoleName = `${name}-map-guests`;
  await guestRole(identityPoolId, unauthenticatedRoleName, isOfConsole ? "/service-role/" : "/");
  await iam().send(
    new PutRolePolicyCommand({
      RoleName: unauthenticatedRoleName,
      PolicyName: "MapReadOnly",
      PolicyDocument: policy({
        Sid: "MapsReadOnly",
        Effect: "Allow",
        Action: ["geo:GetMapStyleDescriptor", "geo:GetMapGlyphs", "geo:GetMapSprites", "geo:GetMapTile"],
        Resource: `arn:aws:geo:us-east-1:${account}:map/${name}`,
        Condition: { StringLike: { "aws:referer": ["https://shops.example.com/*"] } },
      }),
    }),
  );
  if (isOfConsole) await attachConsolePolicy(unauthenticatedRoleName);
  return { identityPoolId, unauthenticatedRoleName };
}

async function poolOfGuests(name: string, { AllowClassicFlow }: { AllowClassicFlow: boolean }): Promise<string> {
  const { IdentityPoolId = "" } = await cognitoIdentity().send(
    new CreateIdentityPoolCommand({ IdentityPoolName: name, AllowUnauthenticatedIdentities: true, AllowClassicFlow }),
  );
  return IdentityPoolId;
}

/** The role, as the only one of the pool. */
async function guestRole(identityPoolId: string, RoleName: string, Path = "/"): Promise<void> {
  const { Role } = await iam().send(
    new CreateRoleCommand({
      RoleName,
      Path,
      AssumeRolePolicyDocument: JSON.stringify(trustIn(identityPoolId, "unauthenticated")),
    }),
  );
  await cognitoIdentity().send(
    new SetIdentityPoolRolesCommand({ IdentityPoolId: identityPoolId, Roles: { unauthenticated: Role?.Arn ?? "" } }),
  );
}

async function attachConsolePolicy(RoleName: string): Promise<void> {
  const { Policy } = await iam().send(
    new CreatePolicyCommand({
      PolicyName: `Cognito-unauthenticated-${randomInt(1_000_000_000_000, 10_000_000_000_000)}`,
      Path: "/service-role/",
      PolicyDocument: policy({ Effect: "Allow", Action: "cognito-identity:GetCredentialsForIdentity", Resource: "*" }),
    }),
  );
  await iam().send(new AttachRolePolicyCommand({ RoleName, PolicyArn: Policy?.Arn }));
}

function policy(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
