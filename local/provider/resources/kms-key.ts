/** aws_kms_key. https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html */
import {
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateKeyDescriptionCommand,
  type KeyMetadata,
  type KeySpec,
  type KeyUsageType,
} from "@aws-sdk/client-kms";
import { isAwsError, type Aws } from "../aws/aws";
import { checkResourcePolicy } from "../aws/policy-grammar";
import { normalizedJson, policyMeaning } from "../aws/policy-json";
import { tagAttributes, tagChanges, tagsToWrite } from "../aws/tags";
import { between, json, length, oneOf } from "../checks";
import { flag, optionalNumber, optionalText, text, textMap, type ObjectValue } from "../values";
import { PartlyCreated, type Resource } from "./resource";

/** Days until a key is really deleted, if the configuration does not say. */
const DELETION_WINDOW = 30;

export const kmsKey: Resource = {
  type: "aws_kms_key",
  forceNew: ["custom_key_store_id", "customer_master_key_spec", "key_usage", "multi_region", "xks_key_id"],
  defaults: {
    bypass_policy_lockout_safety_check: false,
    customer_master_key_spec: "SYMMETRIC_DEFAULT",
    enable_key_rotation: false,
    is_enabled: true,
    key_usage: "ENCRYPT_DECRYPT",
  },
  checks: {
    deletion_window_in_days: between(7, 30),
    description: length(0, 8192),
    key_usage: oneOf("SIGN_VERIFY", "ENCRYPT_DECRYPT", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"),
    policy: json,
    rotation_period_in_days: between(90, 2560),
  },
  meanings: { policy: policyMeaning },
  normalized: { policy: normalizedJson },
  supported: [
    "customer_master_key_spec",
    "deletion_window_in_days",
    "description",
    "enable_key_rotation",
    "is_enabled",
    "key_usage",
    "multi_region",
    "policy",
    "region",
    "rotation_period_in_days",
    "tags",
    "timeouts",
  ],

  importState: (id) => ({ id }),

  async read(state, aws) {
    const KeyId = text(state.id);
    const { kms } = aws.clients;
    const key = await found(KeyId, aws);
    if (!key) return null;
    const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }));
    const rotation = await rotationOf(key, aws);
    const { Tags = [] } = await kms.send(new ListResourceTagsCommand({ KeyId }));
    const tags = Object.fromEntries(Tags.map(({ TagKey = "", TagValue = "" }) => [TagKey, TagValue]));
    return {
      id: key.KeyId ?? null,
      key_id: key.KeyId ?? null,
      arn: key.Arn ?? null,
      custom_key_store_id: "",
      customer_master_key_spec: key.KeySpec ?? null,
      description: key.Description ?? "",
      is_enabled: key.Enabled ?? false,
      key_usage: key.KeyUsage ?? null,
      multi_region: key.MultiRegion ?? false,
      policy: Policy ?? "",
      xks_key_id: "",
      ...rotation,
      // The provider's own: KMS knows nothing of them.
      bypass_policy_lockout_safety_check: state.bypass_policy_lockout_safety_check ?? null,
      deletion_window_in_days: state.deletion_window_in_days ?? null,
      timeouts: state.timeouts ?? null,
      ...tagAttributes(tags, state, aws.tagRules),
    };
  },

  async create(planned, aws) {
    const policy = optionalText(planned.policy);
    if (policy !== undefined) checkResourcePolicy(policy, ["policy"]);
    const { KeyMetadata } = await aws.clients.kms.send(
      new CreateKeyCommand({
        Description: optionalText(planned.description),
        KeySpec: text(planned.customer_master_key_spec) as KeySpec,
        KeyUsage: text(planned.key_usage) as KeyUsageType,
        MultiRegion: flag(planned.multi_region) || undefined,
        Policy: policy,
        Tags: tagList(tagsToWrite(planned, aws.tagRules)),
      }),
    );
    const id = KeyMetadata?.KeyId ?? "";
    try {
      if (flag(planned.enable_key_rotation)) await setRotation(id, planned, aws);
      if (!flag(planned.is_enabled)) await aws.clients.kms.send(new DisableKeyCommand({ KeyId: id }));
    } catch (error) {
      throw new PartlyCreated({ id, key_id: id }, error);
    }
    return { id };
  },

  async update(prior, planned, aws) {
    const { kms } = aws.clients;
    const KeyId = text(prior.id);
    const isChanged = (...names: string[]) => names.some((name) => prior[name] !== planned[name]);
    const isEnabled = flag(planned.is_enabled);
    // A key must be enabled for everything else that is changed.
    if (isChanged("is_enabled") && isEnabled) await kms.send(new EnableKeyCommand({ KeyId }));
    if (isChanged("enable_key_rotation", "rotation_period_in_days")) await setRotation(KeyId, planned, aws);
    if (isChanged("description"))
      await kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: text(planned.description) }));
    if (isChanged("policy")) {
      checkResourcePolicy(text(planned.policy), ["policy"]);
      await kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName: "default", Policy: text(planned.policy) }));
    }
    if (isChanged("is_enabled") && !isEnabled) await kms.send(new DisableKeyCommand({ KeyId }));
    const { removedKeys, set } = tagChanges(textMap(prior.tags_all), tagsToWrite(planned, aws.tagRules));
    if (removedKeys.length > 0) await kms.send(new UntagResourceCommand({ KeyId, TagKeys: removedKeys }));
    if (Object.keys(set).length > 0) await kms.send(new TagResourceCommand({ KeyId, Tags: tagList(set) }));
  },

  /** A key is never deleted at once: what it encrypted would be lost. */
  async delete(prior, aws) {
    const KeyId = text(prior.id);
    if (!(await found(KeyId, aws))) return;
    const PendingWindowInDays = optionalNumber(prior.deletion_window_in_days) ?? DELETION_WINDOW;
    await aws.clients.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays }));
  },
};

/** A key that waits for its deletion counts as gone. */
async function found(KeyId: string, aws: Aws): Promise<KeyMetadata | undefined> {
  try {
    const { KeyMetadata } = await aws.clients.kms.send(new DescribeKeyCommand({ KeyId }));
    return KeyMetadata?.KeyState === "PendingDeletion" ? undefined : KeyMetadata;
  } catch (error) {
    if (isAwsError(error, "NotFoundException")) return undefined;
    throw error;
  }
}

/** Only keys of this kind rotate. */
async function rotationOf({ KeyId, KeySpec }: KeyMetadata, aws: Aws): Promise<ObjectValue> {
  if (KeySpec !== "SYMMETRIC_DEFAULT") return { enable_key_rotation: false, rotation_period_in_days: 0 };
  const status = await aws.clients.kms.send(new GetKeyRotationStatusCommand({ KeyId }));
  const isOn = status.KeyRotationEnabled ?? false;
  return { enable_key_rotation: isOn, rotation_period_in_days: isOn ? (status.RotationPeriodInDays ?? 365) : 0 };
}

async function setRotation(KeyId: string, planned: ObjectValue, aws: Aws): Promise<void> {
  const RotationPeriodInDays = optionalNumber(planned.rotation_period_in_days);
  await (flag(planned.enable_key_rotation)
    ? aws.clients.kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays }))
    : aws.clients.kms.send(new DisableKeyRotationCommand({ KeyId })));
}

function tagList(tags: Readonly<Record<string, string>>): { TagKey: string; TagValue: string }[] {
  return Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}
