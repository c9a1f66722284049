import { stringOf, type TerraformResource } from "../terraform-json/resource";
import type { Finding } from "./finding";

/** A pool's id is part of every identity id, and is never given again: what a plan destroys for good no later pool gives back.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html */
export function poolDestroyed({ address, values }: TerraformResource): Finding {
  return {
    id: "pool-destroyed",
    severity: "high",
    title: `The plan destroys the pool ${stringOf(values.identity_pool_name) ?? address} (${stringOf(values.id) ?? address})`,
    reason:
      "Every identity is lost, and no user gets the same id again, in whatever pool: users lose access to the files, rows and datasets that are kept under their identity ids.",
    fix: `Keep it in the configuration, and set prevent_destroy. If only its address is another one, write a moved block from ${address}. If it is to stay in AWS without Terraform, write a removed block with destroy = false. If nobody needs it any more, accept this finding with a reason.`,
    address,
  };
}
