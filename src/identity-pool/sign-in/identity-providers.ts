/** The names that a pool has for its identity providers, and whether a name is among them. */
import type { IConstruct } from "constructs";
import { terraformText } from "../../terraform/terraform-text";
import { known } from "../../terraform/tokens";
import { clientOf } from "./user-pool-client";
import type { AnyUserPoolClient } from "./user-pool-client";

/** The providers of a pool by kind. A name shows its kind, so an unknown ARN does not hide that a login is missing. */
export interface IdentityProviders {
  readonly userPools: readonly string[];
  readonly logins: readonly string[];
  readonly arns: readonly string[];
}

/** A provider in one spelling, to find out whether two names are of the same one: a user pool that the stack makes is also named by
 *  its `endpoint`, or with the region written out, as in `cognito-idp.us-east-1.amazonaws.com/${userPool.id}`.
 *  @param clients of the pool: one with a region of its own is in a user pool that is in two */
export function providerKey(scope: IConstruct, name: string, clients: readonly AnyUserPoolClient[]): string {
  const text = terraformText(scope, name).replace(ENDPOINT, (_, userPool: string) => `user pool \${${userPool}.id}`);
  const isInTwoRegions = clients.some((client) => clientOf(client).region !== undefined);
  return isInTwoRegions ? text : text.replace(NAME_BY_ID, (_, id: string) => `user pool ${id}`);
}

const ENDPOINT = /^\$\{((?:data\.)?aws_cognito_user_pool\.[\w-]+)\.endpoint\}/;
const NAME_BY_ID = /^cognito-idp\.(?:[a-z0-9-]+|\$\{[^{}]*\})\.[\w.]+\/(\$\{[^{}]+\})/;

/** Whether it is certain at synth that the pool does not have the provider: the pool's own that only Terraform knows may turn out
 *  to be this one.
 *  @param provider a name that is known */
export function isCertainlyMissing(scope: IConstruct, provider: string, providers: IdentityProviders): boolean {
  return !sameKind(provider, providers).some((name) => !known(name) || terraformText(scope, name) === provider);
}

function sameKind(provider: string, providers: IdentityProviders): readonly string[] {
  if (provider.startsWith("arn:")) return providers.arns;
  return provider.startsWith("cognito-idp.") ? providers.userPools : providers.logins;
}
