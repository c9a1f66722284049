/** How findings name what a grant is about. */
import type { Grant } from "../access/grants";

type Target = Pick<Grant, "actions" | "allActionsBut" | "resources" | "allResourcesBut">;

/** "s3:GetObject, s3:PutObject", or "everything but iam:*". */
export function actionsInWords({ actions, allActionsBut }: Pick<Target, "actions" | "allActionsBut">): string {
  return `${allActionsBut ? "everything but " : ""}${actions.join(", ")}`;
}

/** "arn:aws:s3:::b/*", or "everything but arn:aws:s3:::b". */
export function resourcesInWords({
  resources,
  allResourcesBut,
}: Pick<Target, "resources" | "allResourcesBut">): string {
  return `${allResourcesBut ? "everything but " : ""}${resources.join(", ")}`;
}

/** The first few of a list, and how many there are besides. */
export function fewOf(names: readonly string[], few = 6): string {
  const shown = names.slice(0, few).join(", ");
  return names.length > few ? `${shown} and ${names.length - few} more` : shown;
}
