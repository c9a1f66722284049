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

/** Whether it is certain at synth that the pool does not have the provider. A name that only Terraform knows may turn out to be any
 *  of the pool's, unless all of them are of app clients that Terraform makes, each with an id of its own. */
export function isCertainlyMissing(scope: IConstruct, provider: string, providers: IdentityProviders): boolean {
  if (!known(provider)) {
    const client = clientMadeFor(scope, provider);
    const clients = providers.userPools.map((name) => clientMadeFor(scope, name));
    return client !== undefined && !clients.includes(undefined) && !clients.includes(client);
  }
  return !sameKind(provider, providers).some((name) => !known(name) || terraformText(scope, name) === provider);
}

const MADE_CLIENT = /:\$\{(aws_cognito_(?:managed_)?user_pool_client\.[\w-]+)\.(?:id|client_id)\}$/;

/** Address of the app client that Terraform makes, where the name is of one. */
function clientMadeFor(scope: IConstruct, name: string): string | undefined {
  return MADE_CLIENT.exec(terraformText(scope, name))?.[1];
}

function sameKind(provider: string, providers: IdentityProviders): readonly string[] {
  if (provider.startsWith("arn:")) return providers.arns;
  return provider.startsWith("cognito-idp.") ? providers.userPools : providers.logins;
}
