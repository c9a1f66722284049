/** UpgradeResourceState: takes a state from a file, that this provider or another version of it wrote, into today's schema: Terraform
 *  refuses a state with an attribute that the schema does not have. */
import { resourceSchema } from "../schema/schema";
import { shaped } from "../schema/shaped";
import type { ObjectValue } from "../values";

export function upgradeResourceState(request: { type: string; state: ObjectValue }): ObjectValue {
  return shaped(resourceSchema(request.type), request.state);
}
