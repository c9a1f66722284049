/** Tags as IAM lists them. https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html */
import type { Tag } from "@aws-sdk/client-iam";

export function iamTags(tags: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

export function iamTagsOf({ Tags = [] }: { readonly Tags?: readonly Tag[] }): Record<string, string> {
  return Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}
