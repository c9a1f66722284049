/** Which Terraform the stack is for, so that an older one says so instead of failing at the first block it does not know.
 *  https://developer.hashicorp.com/terraform/language/terraform#terraform-required_version */

/** Import blocks came with 1.5. OpenTofu, which began with 1.6, reads the same setting. */
const requiredVersion = ">= 1.5";

export interface TerraformJson {
  readonly terraform: object;
}

export function withRequiredVersion<Json extends TerraformJson>(stack: Json): Json {
  return { ...stack, terraform: { ...stack.terraform, required_version: requiredVersion } };
}

/** Replaces text, because CDKTF 0.21 writes only the names of those settings of the block "terraform" that it does not know. */
export function withRequiredVersionInHcl(hcl: string): string {
  const written = hcl.replace(/^terraform \{\n/, `$&required_version = "${requiredVersion}"\n`);
  if (written === hcl)
    throw new Error(
      'the HCL of the stack does not begin with the block "terraform", which required_version is part of: please report it',
    );
  return written;
}
