/** What a plan would change, read from `terraform show -json PLAN`.
 *  https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
import { terraform, terraformJson, type TerraformOptions } from "./terraform";

export type Action = "create" | "update" | "replace" | "delete" | "import";

export interface ResourceChange {
  /** Such as aws_iam_role.IdentityPool_AuthenticatedRole_42131CF5. */
  readonly address: string;
  readonly action: Action;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

export interface Plan {
  /** The resources that would change: none if the plan changes nothing. */
  readonly changes: readonly ResourceChange[];
  /** Names of the outputs that would change. */
  readonly changedOutputs: readonly string[];
}

interface Change {
  readonly actions: readonly string[];
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly importing?: { readonly id: string };
}

interface PlanJson {
  readonly resource_changes?: readonly { readonly address: string; readonly mode: string; readonly change: Change }[];
  readonly output_changes?: Readonly<Record<string, Change>>;
}

/** Makes a plan, keeps it in `file` for `terraform apply FILE`, and reads it. */
export async function plan(file: string, args: readonly string[], options: TerraformOptions): Promise<Plan> {
  await terraform(["plan", "-no-color", `-out=${file}`, ...args], options);
  return readPlan((await terraformJson(["show", "-json", file], { ...options, onOutput: undefined })) as PlanJson);
}

export function readPlan({ resource_changes = [], output_changes = {} }: PlanJson): Plan {
  return {
    changes: resource_changes
      .filter(({ mode }) => mode === "managed")
      .flatMap(({ address, change }) => {
        const action = actionOf(change);
        return action === undefined ? [] : [{ address, action, before: change.before, after: change.after }];
      }),
    changedOutputs: Object.entries(output_changes)
      .filter(([, change]) => actionOf(change) !== undefined)
      .map(([name]) => name),
  };
}

function actionOf({ actions, importing }: Change): Action | undefined {
  const [first, second] = actions;
  if (second !== undefined) return "replace";
  if (first === "create" || first === "update" || first === "delete") return first;
  return importing === undefined ? undefined : "import";
}
