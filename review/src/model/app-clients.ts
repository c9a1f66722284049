/** App clients of user pools, and the attributes that users write through them. Users may sign in with any client of their
 *  user pool, so all of them count.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
import { stringOf, stringsOf, type TerraformResource } from "../terraform-json/resource";
import { hasSymbol, isAfterApply, isSensitive, referencesOf } from "../terraform-json/symbol";
import type { AppClient, AppClients, SignIn } from "./access-model";
import type { Links } from "./links";

const CLIENT = "aws_cognito_user_pool_client";
const USER_POOL = "aws_cognito_user_pool";

/** The app clients behind a provider, as a role mapping or a mapping of tags names it.
 *  @param signIns of the pool: a provider that is named without a client has those with which the pool's users sign in */
export function appClientsOf(links: Links, identityProvider: string, signIns: readonly SignIn[]): AppClients {
  const named = namedIn(links, identityProvider);
  const pools = new Set(userPoolsIn(links, identityProvider, named));
  const groups = namesAClient(identityProvider, named)
    ? [named]
    : signIns
        .filter(({ kind }) => kind === "user-pool-client")
        .map(({ provider }) => ({ provider, clients: namedIn(links, provider) }))
        .filter(
          ({ provider, clients }) =>
            provider.startsWith(`${identityProvider}:`) ||
            userPoolsIn(links, provider, clients).some((pool) => pools.has(pool)),
        )
        .map(({ clients }) => clients);
  const linked = groups.flat();
  for (const pool of linked.flatMap((client) => userPoolOf(links, client))) pools.add(pool);
  const others = links.snapshot.ofType(CLIENT).filter((one) => userPoolOf(links, one).some((pool) => pools.has(pool)));
  return {
    identityProvider,
    clients: [...new Set([...linked, ...others])].map(appClient),
    isInTheFile: groups.length > 0 && groups.every((clients) => clients.length > 0),
  };
}

/** The clients that a provider's name names, by reference or by the id behind the last colon. */
function namedIn(links: Links, provider: string): readonly TerraformResource[] {
  if (hasSymbol(provider)) {
    const referenced = links.referenced(provider, CLIENT);
    if (referenced.length > 0) return referenced;
  }
  const id = provider.slice(provider.lastIndexOf(":") + 1);
  return links.snapshot.with(CLIENT, "id", id);
}

function namesAClient(provider: string, named: readonly TerraformResource[]): boolean {
  return named.length > 0 || /:[^:/⟩]+$/.test(provider);
}

/** Ids and addresses of user pools: two values with one in common name the same. */
function userPoolsIn(links: Links, provider: string, clients: readonly TerraformResource[]): readonly string[] {
  const id = /\/([\w-]+_[^/:⟨⟩]+)(?::|$)/.exec(provider)?.[1];
  return [...userPools(links, provider, id), ...clients.flatMap((client) => userPoolOf(links, client))];
}

function userPoolOf(links: Links, { values }: TerraformResource): readonly string[] {
  const id = stringOf(values.user_pool_id) ?? "";
  return userPools(links, id, hasSymbol(id) ? undefined : id);
}

function userPools(links: Links, text: string, id: string | undefined): readonly string[] {
  const resources = id === undefined ? links.referenced(text, USER_POOL) : links.snapshot.with(USER_POOL, "id", id);
  const ids = resources.map(({ values }) => stringOf(values.id) ?? "⟨⟩").filter((one) => !hasSymbol(one));
  return [...(id === undefined ? [] : [id]), ...ids, ...resources.map(({ address }) => address)];
}

function appClient({ address, values }: TerraformResource): AppClient {
  return { address, writeAttributes: writeAttributes(values.write_attributes) };
}

/** Without the argument, and with an empty list, Cognito's default holds. */
function writeAttributes(value: unknown): AppClient["writeAttributes"] {
  const written = stringsOf(value);
  const [whole] = written;
  if (whole === undefined) return "default";
  if (typeof value !== "string") return written;
  // What is unknown, and comes from nothing in the configuration, is what the provider will fill in.
  return isAfterApply(whole) && !isSensitive(whole) && referencesOf(whole).length === 0 ? "default" : "unknown";
}
