/** Names of roles. IAM is global: a fixed name would collide in a second region, so a role gets a prefix from its pool's
 *  name, to which Terraform appends 26 characters that nobody else has.
 *  https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role#name_prefix */
import { Fn, Token } from "cdktf";
import { limits } from "../../aws/limits";

/** What a pool's name may hold and a role's name may not: white space. Read by Terraform too, which takes what stands
 *  between slashes for a pattern. */
const NOT_IN_A_ROLE_NAME = "[^0-9A-Za-z_+=,.@-]";

/** The prefix of a role's name: the pool's name, cleaned and cut so that the purpose still fits in.
 *  @param purpose what tells the pool's roles apart, such as `authenticated` */
export function roleNamePrefix(identityPoolName: string, purpose: string): string {
  const suffix = `-${clean(purpose).slice(0, 26)}-`;
  const room = limits.roleNamePrefix.max - suffix.length;
  if (!Token.isUnresolved(identityPoolName)) return clean(identityPoolName).slice(0, room) + suffix;
  return `${Fn.substr(Fn.replace(identityPoolName, `/${NOT_IN_A_ROLE_NAME}/`, "-"), 0, room)}${suffix}`;
}

function clean(name: string): string {
  return name.replaceAll(new RegExp(NOT_IN_A_ROLE_NAME, "g"), "-");
}
