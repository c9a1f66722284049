/** aws_iam_policy: a managed policy that is there, the account's own or AWS's, by its ARN or its name.
 *  https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
import { GetPolicyCommand, GetPolicyVersionCommand, ListPoliciesCommand } from "@aws-sdk/client-iam";
import type { Aws } from "../aws/aws";
import { decodedPolicy } from "../aws/role-policies";
import { Refused } from "../problem";
import { optionalText, text, type ObjectValue } from "../values";
import type { DataSource } from "./data-source";

export const iamPolicyByArnOrName: DataSource = {
  type: "aws_iam_policy",

  async read(config, aws) {
    const PolicyArn = optionalText(config.arn) ?? (await arnOfName(config, aws));
    const { Policy } = await aws.clients.iam.send(new GetPolicyCommand({ PolicyArn }));
    const { PolicyVersion } = await aws.clients.iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
    );
    return {
      id: PolicyArn,
      arn: PolicyArn,
      attachment_count: Policy?.AttachmentCount ?? 0,
      description: Policy?.Description ?? "",
      name: Policy?.PolicyName ?? "",
      path: Policy?.Path ?? "",
      policy: decodedPolicy(PolicyVersion?.Document),
      policy_id: Policy?.PolicyId ?? "",
      tags: Object.fromEntries((Policy?.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value])),
    };
  },
};

async function arnOfName({ name, path_prefix }: ObjectValue, aws: Aws): Promise<string> {
  let Marker: string | undefined;
  do {
    const page = await aws.clients.iam.send(new ListPoliciesCommand({ PathPrefix: optionalText(path_prefix), Marker }));
    const found = page.Policies?.find(({ PolicyName }) => PolicyName === text(name));
    if (found?.Arn !== undefined) return found.Arn;
    Marker = page.IsTruncated ? page.Marker : undefined;
  } while (Marker !== undefined);
  throw new Refused({
    summary: "no matching IAM Policy found",
    detail: `No policy has the name "${text(name)}".`,
    attribute: ["name"],
  });
}
