/** Tags that a provider gives to all its resources, in a configuration: a plan and a state have them in `tags_all`.
 *  https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/resource-tagging */
import { blocks, isObject, own, stringOf, type Values } from "./resource";

export class DefaultTags {
  private readonly ofProvider: ReadonlyMap<string, unknown>;

  /** @param providers the section of the configuration
   *  @param evaluate works out a value in it */
  constructor(providers: unknown, evaluate: (value: unknown) => unknown) {
    const all = blocks(providers).flatMap((named) =>
      Object.entries(named).flatMap(([name, bodies]) => blocks(bodies).map((body) => ({ name, body }))),
    );
    this.ofProvider = new Map(
      all.flatMap(({ name, body }) => {
        const alias = stringOf(own(body, "alias"));
        const tags = blocks(own(body, "default_tags")).map((block) => evaluate(own(block, "tags")));
        return tags.map((one): [string, unknown] => [alias === undefined ? name : `${name}.${alias}`, one]);
      }),
    );
  }

  /** A resource's values, with all its tags where its provider has some. What is not known is a tag of its own. */
  addedTo(type: string, values: Values): Values {
    // Written as a text, or as a reference.
    const provider = stringOf(values.provider)?.replaceAll(/[⟨⟩]/g, "") ?? type.split("_", 1)[0] ?? "";
    const given = this.ofProvider.get(provider);
    return given === undefined ? values : { ...values, tags_all: { ...asMap(given), ...asMap(values.tags) } };
  }
}

function asMap(tags: unknown): Values {
  if (isObject(tags)) return tags;
  const unknown = stringOf(tags);
  return unknown === undefined ? {} : { [unknown]: unknown };
}
