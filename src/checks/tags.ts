/** Tags of resources.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
import { limits } from "../aws/limits";
import { known } from "../terraform/tokens";
import { problemsWith, problemsWithKey } from "./check-limit";

/** What is wrong with a map of tags. */
export function problemsWithTags(tags: Record<string, string> | undefined): string[] {
  if (tags === undefined || !known(tags)) return [];
  return [
    ...problemsWith("tags", Object.keys(tags), limits.tags),
    ...Object.entries(tags).flatMap(([key, value]) => [
      ...problemsWithKey("tags", key, limits.tagKey),
      ...problemsWith(`tags[${JSON.stringify(key)}]`, value, limits.tagValue),
      ...(key.toLowerCase().startsWith("aws:")
        ? [
            `tags has the key ${JSON.stringify(key)}: AWS keeps keys that begin with aws: for itself, so give another. See ${limits.tagKey.see}`,
          ]
        : []),
    ]),
  ];
}

/** What is wrong with the tags of a role. IAM asks more of them than Cognito does of a pool's. */
export function problemsWithRoleTags(tags: Record<string, string> | undefined): string[] {
  if (tags === undefined || !known(tags)) return [];
  const keys = Object.keys(tags);
  return [
    ...problemsWithTags(tags),
    ...Object.entries(tags)
      .filter(([, value]) => value.startsWith("aws:"))
      .map(
        ([key, value]) =>
          `tags[${JSON.stringify(key)}] is ${JSON.stringify(value)}: AWS keeps values of a role's tags that begin with aws: for itself, so give another. See ${limits.tagValue.see}`,
      ),
    ...keys.flatMap((key, index) =>
      keys
        .slice(0, index)
        .filter((first) => first.toLowerCase() === key.toLowerCase())
        .map(
          (first) =>
            `tags has the keys ${JSON.stringify(first)} and ${JSON.stringify(key)}: IAM takes them for the same key of a role, so give one of them. See ${limits.tagKey.see}`,
        ),
    ),
  ];
}
