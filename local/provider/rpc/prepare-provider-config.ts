/** PrepareProviderConfig: checks the provider block before anything is configured. The region is not among it: only a plan configures
 *  the provider and looks at it. */
import type { Problem } from "../problem";
import { conflicts } from "../validation";
import type { ObjectValue } from "../values";

export function prepareProviderConfig(config: ObjectValue): readonly Problem[] {
  return conflicts(config, [
    ["allowed_account_ids", "forbidden_account_ids"],
    ["forbidden_account_ids", "allowed_account_ids"],
  ]);
}
