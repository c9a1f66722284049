/** A picture: who signs in, which roles they get, what these reach. https://mermaid.js.org/syntax/flowchart.html */
import type { PoolAccess } from "../pool-access";
import { cell } from "./cell";
import { recipientsOf, resourcesOf, signInKind, whoseData } from "./words";

/** The lines of a flowchart. Ids of nodes are numbered, so that no name from outside is ever one. */
export function flowchart(pool: PoolAccess): string[] {
  const providers = pool.signIns.map((one) => `${signInKind(one)}: ${one.provider}`);
  const guests = pool.allowUnauthenticatedIdentities === true;
  return [
    "flowchart LR",
    ...providers.map((provider, i) => `  provider${i}[${label(provider)}] --> pool`),
    ...(guests ? ["  guests([guests]) --> pool"] : []),
    `  pool{{${label(pool.name)}}}`,
    ...pool.roles.flatMap(({ name, recipients, grants }, i) => [
      `  pool -->|${label(recipientsOf({ recipients }))}| role${i}[${label(name)}]`,
      ...resourceNodes(grants).map(
        ([resource, whose], j) => `  role${i} -->|${label(whose)}| resource${i}x${j}[(${label(resource)})]`,
      ),
    ]),
  ];
}

function resourceNodes(grants: PoolAccess["roles"][number]["grants"]): [string, string][] {
  const nodes = new Map<string, Set<string>>();
  for (const grant of grants) {
    if (grant.effect === "denied") continue;
    const resource =
      grant.limitedTo?.join(", ") ??
      (grant.resources.includes("*") ? `${services(grant.actions)}: everything` : resourcesOf(grant));
    const whose = nodes.get(resource) ?? new Set();
    nodes.set(resource, whose.add(whoseData(grant)));
  }
  return Array.from(nodes, ([resource, whose]) => [resource, [...whose].join(", ")]);
}

function services(actions: readonly string[]): string {
  return [...new Set(actions.map((action) => action.split(":")[0] ?? action))].join(", ");
}

function label(text: string): string {
  return `"${cell(text, "mermaid")}"`;
}
