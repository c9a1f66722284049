/** The names that a pool has for its identity providers, and whether a name is among them. */
import type { IConstruct } from "constructs";
import { terraformText } from "../../terraform/terraform-text";
import { known } from "../../terraform/tokens";

/** The providers of a pool by kind. A name shows its kind, so an unknown ARN does not hide that a login is missing. */
export interface IdentityProviders {
  readonly userPools: readonly string[];
  readonly logins: readonly string[];
  readonly arns: readonly string[];
}

/** Whether it is certain at synth that the pool does not have the provider. A name that only Terraform knows may turn
 *  out to be any of the pool's, and the pool's own unknown ones may turn out to be this name. */
export function isCertainlyMissing(scope: IConstruct, provider: string, providers: IdentityProviders): boolean {
  if (!known(provider)) return false;
  return !sameKind(provider, providers).some((name) => !known(name) || terraformText(scope, name) === provider);
}

function sameKind(provider: string, providers: IdentityProviders): readonly string[] {
  if (provider.startsWith("arn:")) return providers.arns;
  return provider.startsWith("cognito-idp.") ? providers.userPools : providers.logins;
}
