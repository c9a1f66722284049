/** Tags of resources.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
import { Token } from "cdktf";
import { problemsWith } from "../aws/check-limit";
import { limits } from "../aws/limits";

/** What is wrong with a map of tags. */
export function problemsWithTags(tags: Record<string, string> | undefined): string[] {
  if (tags === undefined || Token.isUnresolved(tags)) return [];
  return [
    ...problemsWith("tags", Object.keys(tags), limits.tags),
    ...Object.entries(tags).flatMap(([key, value]) => [
      ...problemsWith(`tags: the key ${JSON.stringify(key)}`, key, limits.tagKey),
      ...problemsWith(`tags[${JSON.stringify(key)}]`, value, limits.tagValue),
      ...(key.toLowerCase().startsWith("aws:")
        ? [
            `tags has the key ${JSON.stringify(key)}: keys that begin with aws: are kept for AWS, choose another. See ${limits.tagKey.see}`,
          ]
        : []),
    ]),
  ];
}
