/** Tags of a resource: its own and the provider's `default_tags`, without those that `ignore_tags` leaves to others.
 *  https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
import { Refused } from "../problem";
import { blocks, isWhollyKnown, textMap, texts, UNKNOWN, type ObjectValue, type Value } from "../values";

export interface TagRules {
  readonly defaults: Readonly<Record<string, string>>;
  readonly ignoredKeys: readonly string[];
  readonly ignoredKeyPrefixes: readonly string[];
}

export const noTagRules: TagRules = { defaults: {}, ignoredKeys: [], ignoredKeyPrefixes: [] };

export function tagRulesOf(providerConfig: ObjectValue): TagRules {
  const [defaultTags] = blocks(providerConfig.default_tags);
  const [ignoreTags] = blocks(providerConfig.ignore_tags);
  return {
    defaults: textMap(defaultTags?.tags),
    ignoredKeys: texts(ignoreTags?.keys),
    ignoredKeyPrefixes: texts(ignoreTags?.key_prefixes),
  };
}

/** `tags_all` in a plan. It stays unknown where there is nothing to foretell, as in the AWS provider's plans. */
export function plannedTagsAll(tags: Value | undefined, prior: Value | undefined, rules: TagRules): Value {
  if (!isWhollyKnown(tags)) return UNKNOWN;
  // With keys of AWS, which no request sends and no read keeps: the provider plans those of the default tags for ever.
  const all = withoutIgnored({ ...rules.defaults, ...textMap(tags) }, rules);
  if (Object.keys(all).length > 0) return all;
  return prior !== undefined && Object.keys(textMap(prior)).length === 0 ? prior : UNKNOWN;
}

/** The tags that a request sends. */
export function tagsToWrite(planned: ObjectValue, rules: TagRules): Record<string, string> {
  const tags = managed({ ...rules.defaults, ...textMap(planned.tags) }, rules);
  const problem = tagsProblem(tags);
  if (problem) throw new Refused({ summary: "Invalid tags", detail: problem, attribute: ["tags"] });
  return tags;
}

/** `tags` and `tags_all` as a read finds them. A default tag counts as the resource's own only if it is written there too. */
export function tagAttributes(
  found: Readonly<Record<string, string>>,
  state: ObjectValue,
  rules: TagRules,
): ObjectValue {
  const all = managed(found, rules);
  const written = textMap(state.tags);
  const own = Object.entries(all).filter(([key, value]) => key in written || rules.defaults[key] !== value);
  return { tags: Object.fromEntries(own), tags_all: all };
}

/** Which keys to remove and which tags to set to come from the one set of tags to the other. */
export function tagChanges(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): { removedKeys: string[]; set: Record<string, string> } {
  return {
    removedKeys: Object.keys(before).filter((key) => !(key in after)),
    set: Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value)),
  };
}

function managed(tags: Readonly<Record<string, string>>, rules: TagRules): Record<string, string> {
  const entries = Object.entries(withoutIgnored(tags, rules));
  return Object.fromEntries(entries.filter(([key]) => !key.startsWith("aws:")));
}

function withoutIgnored(tags: Readonly<Record<string, string>>, rules: TagRules): Record<string, string> {
  const isIgnored = (key: string) =>
    rules.ignoredKeys.includes(key) || rules.ignoredKeyPrefixes.some((prefix) => key.startsWith(prefix));
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !isIgnored(key)));
}

const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

function tagsProblem(tags: Readonly<Record<string, string>>): string | undefined {
  const entries = Object.entries(tags);
  if (entries.length > 50) return `There are ${entries.length} tags: AWS takes at most 50 on a resource.`;
  for (const [key, value] of entries) {
    if (key.length < 1 || key.length > 128) return `The key "${key}" has ${key.length} characters: AWS takes 1 to 128.`;
    if (value.length > 256) return `The value of "${key}" has ${value.length} characters: AWS takes at most 256.`;
    if (!CHARACTERS.test(key + value))
      return `The tag "${key}" = "${value}" may hold only letters, digits, spaces and _ . : / = + - @.`;
  }
  return undefined;
}
