/** Addresses of resources, and the references that lead to them: `module.app["x"].aws_iam_role.reader[0].arn`.
 *  https://developer.hashicorp.com/terraform/cli/state/resource-addressing */

/** One name of an address. */
export interface Step {
  readonly name: string;
  /** What stands in brackets behind the name, if it is a literal: 0 or "x". */
  readonly key?: string;
}

/** The steps of an address or a reference. An index that is an expression or a splat is left out: any instance may be meant. */
export function stepsOf(reference: string): Step[] {
  const steps: Step[] = [];
  const scanner = /([^.[\]\s]+)|\[(?:"((?:[^"\\]|\\.)*)"|'(.*?)'|(\d+)|[^\]]*)\]|\./gsu;
  for (const [, name, quoted, inSymbol, number] of reference.matchAll(scanner)) {
    if (name !== undefined) {
      steps.push({ name });
      continue;
    }
    const last = steps.at(-1);
    const text = quoted ?? inSymbol;
    const key = text === undefined ? number : `"${text.replaceAll("'", '"')}"`;
    if (last !== undefined && last.key === undefined && key !== undefined) {
      steps[steps.length - 1] = { name: last.name, key };
    }
  }
  return steps;
}

/** The address without its keys: the same for all instances of a resource. */
export function withoutKeys(steps: readonly Step[]): string {
  return steps.map(({ name }) => name).join(".");
}

/** Whether two addresses can be the same instance: where both have a key, it is the same. */
export function agree(steps: readonly Step[], others: readonly Step[]): boolean {
  return steps.every(({ key }, i) => {
    const other = others[i]?.key;
    return key === undefined || other === undefined || key === other;
  });
}

/** How many steps name the modules that an address is in: two for each. */
export function lengthOfModulePath(steps: readonly Step[]): number {
  let length = 0;
  while (steps[length]?.name === "module" && steps[length]?.key === undefined) length += 2;
  return length;
}

/** Steps as Terraform writes them. */
export function addressOf(steps: readonly Step[]): string {
  return steps.map(({ name, key }) => (key === undefined ? name : `${name}[${key}]`)).join(".");
}
