/** What the stack grants, as its settings say or as a pool that is adopted has it. */
import { hasInlinePolicy } from "./adoption";
import { defaultGrants } from "./grants";
import type { ChoiceOfGrants } from "./grants";
import type { IdentityPoolStackProps } from "./identity-pool-stack-props";

/** What signed-in users may do. A role that has a managed policy is adopted with that alone. */
export function permissionsOf({
  authenticatedRole,
  permissions,
  adopt,
}: IdentityPoolStackProps): ChoiceOfGrants | "none" {
  if (authenticatedRole === "none") return "none";
  return permissions ?? (adopt && !hasInlinePolicy(adopt, "authenticated") ? "none" : defaultGrants);
}

/** What guests may do: what the wizard granted them, where the role that is adopted has its inline policy. */
export function permissionsOfGuests({ unauthenticatedPermissions, adopt }: IdentityPoolStackProps): "console" | "none" {
  return unauthenticatedPermissions ?? (adopt && hasInlinePolicy(adopt, "unauthenticated") ? "console" : "none");
}
