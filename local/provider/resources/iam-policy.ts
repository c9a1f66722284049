/** aws_iam_policy: a managed policy of the account's own. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListPolicyVersionsCommand,
  TagPolicyCommand,
  UntagPolicyCommand,
  type Policy,
} from "@aws-sdk/client-iam";
import { isAwsError, type Aws } from "../aws/aws";
import { nameFor, prefixOf } from "../aws/generated-name";
import { iamName, iamNamePrefix } from "../aws/iam-names";
import { iamTags, iamTagsOf } from "../aws/iam-tags";
import { checkIdentityPolicy } from "../aws/policy-grammar";
import { normalizedJson, policyMeaning, policySize } from "../aws/policy-json";
import { decodedPolicy } from "../aws/role-policies";
import { tagAttributes, tagChanges, tagsToWrite } from "../aws/tags";
import { policyJson } from "../checks";
import { Refused } from "../problem";
import { optionalText, text, textMap } from "../values";
import type { Resource } from "./resource";

/** White space not counted. */
const POLICY_SIZE = 6144;
/** AWS keeps no more versions of a policy. */
const VERSIONS = 5;

export const iamPolicy: Resource = {
  type: "aws_iam_policy",
  forceNew: ["description", "name", "name_prefix", "path"],
  defaults: { path: "/" },
  checks: { name: iamName(128), name_prefix: iamNamePrefix(128), policy: policyJson },
  meanings: { policy: policyMeaning },
  normalized: { policy: normalizedJson },
  conflicts: [["name", "name_prefix"]],

  importState: (id) => ({ id }),

  async read(state, aws) {
    const arn = text(state.id);
    const policy = await found(arn, aws);
    if (!policy) return null;
    const { PolicyVersion } = await aws.clients.iam.send(
      new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: policy.DefaultVersionId }),
    );
    const name = policy.PolicyName ?? "";
    return {
      id: arn,
      arn,
      attachment_count: policy.AttachmentCount ?? 0,
      description: policy.Description ?? "",
      name,
      name_prefix: prefixOf(name),
      path: policy.Path ?? null,
      policy: decodedPolicy(PolicyVersion?.Document),
      policy_id: policy.PolicyId ?? null,
      ...tagAttributes(iamTagsOf(policy), state, aws.tagRules),
    };
  },

  async create(planned, aws) {
    checkDocument(text(planned.policy));
    const { Policy } = await aws.clients.iam.send(
      new CreatePolicyCommand({
        Description: optionalText(planned.description),
        Path: text(planned.path),
        PolicyDocument: text(planned.policy),
        PolicyName: nameFor(text(planned.name), text(planned.name_prefix)),
        Tags: iamTags(tagsToWrite(planned, aws.tagRules)),
      }),
    );
    return { id: Policy?.Arn ?? "" };
  },

  async update(prior, planned, aws) {
    const PolicyArn = text(prior.id);
    const document = text(planned.policy);
    if (document !== text(prior.policy)) {
      checkDocument(document);
      await makeRoom(PolicyArn, aws);
      await aws.clients.iam.send(
        new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: document, SetAsDefault: true }),
      );
    }
    const { removedKeys, set } = tagChanges(textMap(prior.tags_all), tagsToWrite(planned, aws.tagRules));
    const Tags = iamTags(set);
    if (removedKeys.length > 0) await aws.clients.iam.send(new UntagPolicyCommand({ PolicyArn, TagKeys: removedKeys }));
    if (Tags.length > 0) await aws.clients.iam.send(new TagPolicyCommand({ PolicyArn, Tags }));
  },

  async delete(prior, aws) {
    const PolicyArn = text(prior.id);
    try {
      for (const VersionId of await olderVersions(PolicyArn, aws))
        await aws.clients.iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
      await aws.clients.iam.send(new DeletePolicyCommand({ PolicyArn }));
    } catch (error) {
      if (!isAwsError(error, "NoSuchEntityException", "NoSuchEntity")) throw error;
    }
  },
};

async function found(arn: string, aws: Aws): Promise<Policy | undefined> {
  try {
    return (await aws.clients.iam.send(new GetPolicyCommand({ PolicyArn: arn }))).Policy;
  } catch (error) {
    if (isAwsError(error, "NoSuchEntityException", "NoSuchEntity")) return undefined;
    throw error;
  }
}

function checkDocument(document: string): void {
  checkIdentityPolicy(document, ["policy"]);
  if (policySize(document) <= POLICY_SIZE) return;
  throw new Refused({
    summary: "LimitExceeded",
    detail: `Cannot exceed quota for PolicySize: ${POLICY_SIZE}. The policy has ${policySize(document)} characters without white space.`,
    attribute: ["policy"],
  });
}

/** The versions that are not the policy's default, the oldest first. */
async function olderVersions(PolicyArn: string, aws: Aws): Promise<string[]> {
  const { Versions = [] } = await aws.clients.iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  return Versions.filter(({ IsDefaultVersion }) => !IsDefaultVersion)
    .sort((a, b) => (a.CreateDate?.getTime() ?? 0) - (b.CreateDate?.getTime() ?? 0))
    .map(({ VersionId = "" }) => VersionId);
}

async function makeRoom(PolicyArn: string, aws: Aws): Promise<void> {
  const older = await olderVersions(PolicyArn, aws);
  const [oldest] = older;
  if (oldest === undefined || older.length + 1 < VERSIONS) return;
  await aws.clients.iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: oldest }));
}
