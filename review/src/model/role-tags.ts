/** A role's own tags: each of its sessions has them too, unless it comes with a tag of the same name.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html */
import { isKnown } from "../terraform-json/known-value";
import { isObject, stringMapOf, unknownWhole, type Values } from "../terraform-json/resource";
import { hasSymbol } from "../terraform-json/symbol";

/** The tags of a role.
 *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html */
export interface RoleTags {
  /** By their names, in lower case: IAM tells no two tags apart by case. */
  readonly values: ReadonlyMap<string, string>;
  /** The symbol of further tags, whose names are not known. */
  readonly others?: string;
}

/** The tags of a role in a file; undefined if it has none. With `tags_all` those that the provider gives to all resources count. */
export function roleTagsOf({ tags, tags_all: all }: Values): RoleTags | undefined {
  const written = isObject(all) ? all : tags;
  const map = stringMapOf(written);
  // The provider leaves all tags open where one of the role's own is, and where there are none.
  const isOpen = unknownWhole(all) !== undefined && !isKnown(tags);
  const others = unknownWhole(written) ?? Object.keys(map).find(hasSymbol) ?? (isOpen ? unknownWhole(all) : undefined);
  if (Object.keys(map).length === 0 && others === undefined) return undefined;
  return {
    values: new Map(Object.entries(map).map(([name, value]) => [name.toLowerCase(), value])),
    ...(others !== undefined && { others }),
  };
}

/** @param name in any case */
export function mayHave(tags: RoleTags | undefined, name: string): boolean {
  return tags !== undefined && (tags.others !== undefined || tags.values.has(name.toLowerCase()));
}
