/** The block assume_role: all that the provider asks of AWS, it asks as that role. Several blocks are taken one after the other.
 *  https://registry.terraform.io/providers/hashicorp/aws/latest/docs#assuming-an-iam-role */
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { Refused } from "../problem";
import { blocks, isEmpty, optionalText, type ObjectValue } from "../values";
import type { Clients, ClientsOf, Credentials } from "./aws";

/** The clients as the provider block's last role has them. */
export async function clientsOfRole(config: ObjectValue, region: string, clientsOf: ClientsOf): Promise<ClientsOf> {
  const roles = blocks(config.assume_role);
  // HashiCorp's takes a single empty block for none.
  if (roles.length === 0 || (roles.length === 1 && roles.every(isEmptyBlock))) return clientsOf;
  let credentials: Credentials | undefined;
  for (const [index, role] of roles.entries()) {
    credentials = await assume(role, index, clientsOf(region, credentials));
  }
  return (ofRegion) => clientsOf(ofRegion, credentials);
}

function isEmptyBlock(role: ObjectValue): boolean {
  return Object.values(role).every(isEmpty);
}

const served = ["role_arn", "session_name", "external_id"];

async function assume(role: ObjectValue, index: number, { sts }: Pick<Clients, "sts">): Promise<Credentials> {
  const attribute = ["assume_role", index];
  const roleArn = optionalText(role.role_arn);
  if (roleArn === undefined)
    throw new Refused({ summary: "Missing required argument", detail: "assume_role needs a role_arn.", attribute });
  const others = Object.keys(role).filter((name) => !served.includes(name) && !isEmpty(role[name]));
  if (others.length > 0) {
    throw new Refused({
      summary: `The stand-in serves no ${others.join(", ")} of assume_role`,
      detail: `It serves ${served.join(", ")}. Leave the others out for a run on it.`,
      attribute,
    });
  }
  try {
    const { Credentials: given } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: optionalText(role.session_name) ?? "terraform",
        ExternalId: optionalText(role.external_id),
      }),
    );
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken } = given ?? {};
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  } catch (error) {
    const { name, message } = error as Error;
    throw new Refused({
      summary: "Cannot assume IAM Role",
      detail: `IAM Role (${roleArn}) cannot be assumed: ${name}: ${message}`,
      attribute,
    });
  }
}
