/** How deep JSON is nested. What reads it goes from level to level by calling itself, which has an end. */

const MAX_DEPTH = 200;

/** Whether JSON is nested deeper than Terraform's files and IAM's policies ever are. */
export function isTooDeep(json: unknown): boolean {
  let level: unknown[] = [json];
  for (let depth = 0; depth <= MAX_DEPTH; depth += 1) {
    level = level.flatMap((value): unknown[] =>
      typeof value === "object" && value !== null ? Object.values(value) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}
