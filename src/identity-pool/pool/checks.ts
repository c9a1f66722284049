/** Finds at synth what AWS or its provider would refuse in the middle of an apply. A single setting is checked where it is
 *  defined; here are the settings of the pool, and the checks of several settings together. */
import type { Construct, IConstruct } from "constructs";
import { limits } from "../../aws/limits";
import type { Partition } from "../../aws/partition";
import { problemsWith } from "../../checks/check-limit";
import { problemsWithIamArn } from "../../checks/iam-arn";
import { inWords } from "../../checks/in-words";
import { problemsWithPartition, problemsWithPartitionOfRegion } from "../../checks/partition";
import { problemsWithTags } from "../../checks/tags";
import type { PoolReference } from "../../permissions/pool-reference";
import { terraformText, uniqueByText } from "../../terraform/terraform-text";
import { known, unusable } from "../../terraform/tokens";
import { isExistingRole } from "../role/existing-role";
import { problemsWithTakingRole } from "../role/roles-of-stack";
import { earlierGroup } from "../sign-in/groups-of-app";
import { isCertainlyMissing, providerKey } from "../sign-in/identity-providers";
import type { IdentityProviders } from "../sign-in/identity-providers";
import { identityProviderOfTags, problemsWithPrincipalTags } from "../sign-in/principal-tags";
import { identityProviderOf, problemsWithRoleMapping, roleArnOf, rulesOf } from "../sign-in/role-mapping";
import type { RoleMapping } from "../sign-in/role-mapping";
import { problemsWithSocialLogins, supportedLoginProviders } from "../sign-in/social-logins";
import {
  clientOf,
  problemsWithClientId,
  problemsWithReferencesOfClient,
  providerNameOfClient,
  providerNameOfUserPool,
} from "../sign-in/user-pool-client";
import type { AnyUserPoolClient } from "../sign-in/user-pool-client";
import { problemsWithClientConfig } from "./client-config";
import { problemsWithPoolOfGuests } from "./guests-alone";
import type { PoolSettings } from "./identity-pool-props";

const POOL_PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html";
const GROUPS_PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html";

/** Everything that is wrong with a pool's settings. */
export function problemsWithPool(scope: Construct & PoolReference, settings: PoolSettings): string[] {
  const { openIdConnectProviderArns, samlProviderArns, socialLogins, partition } = settings;
  return [
    ...problemsWith("identityPoolName", settings.identityPoolName, limits.identityPoolName),
    ...problemsWith("developerProviderName", settings.developerProviderName, limits.developerProviderName),
    ...problemsWith("region", settings.region, limits.region),
    ...problemsWithPartitionOfPool(settings),
    ...problemsWithTags(settings.tags),
    ...problemsWithRoles(scope, settings),
    ...problemsWithPoolOfGuests(settings),
    ...problemsWithSocialLogins(socialLogins ?? {}),
    ...problemsWithProviderArns(
      scope,
      "openIdConnectProviderArns",
      openIdConnectProviderArns,
      "oidc-provider",
      partition,
    ),
    ...problemsWithProviderArns(scope, "samlProviderArns", samlProviderArns, "saml-provider", partition),
    ...problemsWithClients(scope, settings),
    ...problemsWithMappings(scope, settings),
    ...problemsWithGroups(scope, settings),
    ...problemsWithAllPrincipalTags(scope, settings),
    ...problemsWithClientConfigs(scope, settings),
  ];
}

function problemsWithPartitionOfPool({ region, partition }: PoolSettings): string[] {
  const problems = problemsWithPartition(partition);
  if (problems.length > 0 || problemsWith("region", region, limits.region).length > 0) return problems;
  return problemsWithPartitionOfRegion("region", region, region, partition);
}

/** The pool's identities cannot take a role that was made for others. */
function problemsWithRoles(scope: Construct & PoolReference, settings: PoolSettings): string[] {
  return (["authenticated", "unauthenticated"] as const).flatMap((authentication) => {
    const role = settings[`${authentication}Role`];
    if (role === undefined || role === "none" || !isExistingRole(role) || typeof role.roleArn !== "string") return [];
    return problemsWithTakingRole(`${authentication}Role`, role.roleArn, scope, authentication);
  });
}

function problemsWithProviderArns(
  scope: IConstruct,
  setting: string,
  given: readonly string[] = [],
  type: "oidc-provider" | "saml-provider",
  partition: Partition,
): string[] {
  const arns = known(given) ? given : [];
  return [
    ...arns.flatMap((arn, index) => problemsWithIamArn(scope, `${setting}[${index}]`, arn, type, partition)),
    ...repetitions(scope, setting, arns, "each provider once"),
  ];
}

function problemsWithClients(scope: IConstruct, { userPoolClients, partition }: PoolSettings): string[] {
  const names = userPoolClients.map((client) => providerNameOfClient(client, partition));
  return [
    ...problemsWith("userPoolClients", userPoolClients, limits.userPoolClients),
    ...userPoolClients.flatMap((client, index) => {
      const { userPoolId, clientId, region } = clientOf(client);
      return [
        ...problemsWith(`userPoolClients[${index}].region`, region, limits.region),
        ...problemsWith(`userPoolClients[${index}].userPoolId`, userPoolId, limits.userPoolId),
        ...problemsWithClientId(`userPoolClients[${index}].clientId`, clientId),
        ...problemsWithReferencesOfClient(scope, `userPoolClients[${index}]`, client),
      ];
    }),
    ...repetitions(scope, "userPoolClients", names, "each client of a user pool once"),
  ];
}

function problemsWithMappings(scope: Construct & PoolReference, settings: PoolSettings): string[] {
  const { roleMappings, groups, partition, allowClassicFlow = false } = settings;
  if (roleMappings.length === 0 && groups.length === 0) return [];
  const names = roleMappings.map((mapping) => identityProviderOf(mapping, partition));
  const providers = identityProviders(settings, (client) => providerNameOfClient(client, partition));
  const key = keyOfProviders(scope, settings);
  const ofGroups = groups.map(({ userPoolClient }) => providerNameOfClient(userPoolClient, partition));
  const mapped = uniqueByText(scope, [...names, ...ofGroups], key);
  return [
    ...problemsWith("roleMappings", mapped, limits.roleMappings),
    ...roleMappings.flatMap((mapping, index) =>
      problemsWithRoleMapping(scope, `roleMappings[${index}]`, mapping, partition),
    ),
    ...roleMappings.flatMap((mapping, index) => problemsWithRolesOfRules(scope, `roleMappings[${index}]`, mapping)),
    ...repetitions(
      scope,
      "roleMappings",
      names,
      "one mapping for each provider, with all its rules",
      ".identityProvider",
      key,
    ),
    ...names.flatMap((name, index) =>
      problemsWithProvider(scope, `roleMappings[${index}].identityProvider`, name, providers, settings),
    ),
    ...(allowClassicFlow && mapped.length > 0
      ? [
          `allowClassicFlow is true and there are role mappings (${mapped.map((name) => terraformText(scope, name)).join(", ")}): ` +
            "with mappings the classic flow fails for every user, so leave out one of the two. " +
            `See ${GROUPS_PAGE}`,
        ]
      : []),
  ];
}

function problemsWithRolesOfRules(scope: Construct & PoolReference, setting: string, mapping: RoleMapping): string[] {
  if (mapping.type !== "Rules") return [];
  return rulesOf(mapping).flatMap(({ role }, index) =>
    problemsWithTakingRole(`${setting}.rules[${index}].role`, roleArnOf(role), scope, "authenticated"),
  );
}

function problemsWithGroupNames({ groupResources }: PoolSettings): string[] {
  return groupResources.flatMap((group) => {
    const { path } = earlierGroup(group)?.node ?? {};
    if (path === undefined) return [];
    return [
      `addGroup: the group ${JSON.stringify(terraformText(group, group.nameInput))} of the user pool ${terraformText(group, group.userPoolIdInput)} is made by ${path} already: ` +
        `a user pool has only one group with a name, so make it once. See ${limits.groupName.see}`,
    ];
  });
}

function problemsWithGroups(scope: IConstruct, settings: PoolSettings): string[] {
  const { groups, roleMappings, partition } = settings;
  if (groups.length === 0) return [];
  const clients = groups.map(({ userPoolClient }) => providerNameOfClient(userPoolClient, partition));
  const providers = identityProviders(settings, (client) => providerNameOfClient(client, partition));
  const key = keyOfProviders(scope, settings);
  const byRules = new Set(
    roleMappings.filter(({ type }) => type === "Rules").map((mapping) => key(identityProviderOf(mapping, partition))),
  );
  return problemsWithGroupNames(settings).concat(
    groups.flatMap(({ id, name }, index) => {
      const client = clients[index] ?? "";
      const shownName = JSON.stringify(terraformText(scope, name));
      return [
        ...(groups.findIndex((group) => group.id === id && group.name === name) < index
          ? [
              `addGroup: the group ${shownName} is added twice: add it once. If the second is a group of another user pool, give it an \`id\` of its own. See ${GROUPS_PAGE}`,
            ]
          : []),
        ...(byRules.has(key(client))
          ? [
              `addGroup: the group ${shownName} needs a mapping of type "Token" for ${terraformText(scope, client)}, which has one of type "Rules": give groups or rules. See ${GROUPS_PAGE}`,
            ]
          : []),
        ...problemsWithProvider(
          scope,
          `addGroup: userPoolClient of the group ${shownName}`,
          client,
          providers,
          settings,
        ),
      ];
    }),
  );
}

function problemsWithAllPrincipalTags(scope: IConstruct, settings: PoolSettings): string[] {
  const { principalTags, partition } = settings;
  if (principalTags.length === 0) return [];
  const names = principalTags.map((tags) => identityProviderOfTags(tags, partition));
  const providers = identityProviders(settings, (client) => providerNameOfUserPool(client, partition));
  return [
    ...principalTags.flatMap((tags, index) => problemsWithPrincipalTags(`principalTags[${index}]`, tags)),
    ...repetitions(
      scope,
      "principalTags",
      names,
      "all tags of a provider together",
      ".identityProvider",
      keyOfProviders(scope, settings),
    ),
    ...names.flatMap((name, index) =>
      problemsWithProvider(scope, `principalTags[${index}].identityProvider`, name, providers, settings),
    ),
  ];
}

function problemsWithClientConfigs(scope: IConstruct, settings: PoolSettings): string[] {
  const { userPoolClients, clientConfigs, partition } = settings;
  const nameOf = (client: AnyUserPoolClient) => providerNameOfClient(client, partition);
  const providers: IdentityProviders = { userPools: userPoolClients.map(nameOf), logins: [], arns: [] };
  return clientConfigs.flatMap((options) => {
    const name = options.userPoolClient && nameOf(options.userPoolClient);
    return [
      ...problemsWithClientConfig(scope, options),
      ...(name !== undefined && isCertainlyMissing(scope, name, providers)
        ? [missingProvider(scope, "clientConfig: userPoolClient", name, providers)]
        : []),
    ];
  });
}

function identityProviders(
  { userPoolClients, socialLogins = {}, openIdConnectProviderArns = [], samlProviderArns = [] }: PoolSettings,
  nameOf: (client: AnyUserPoolClient) => string,
): IdentityProviders {
  return {
    userPools: userPoolClients.map(nameOf),
    logins: Object.keys(supportedLoginProviders(socialLogins)),
    // A list that only Terraform knows may have any.
    arns: [openIdConnectProviderArns, samlProviderArns].flatMap((arns) => (known(arns) ? arns : [unusable()])),
  };
}

function problemsWithProvider(
  scope: IConstruct,
  setting: string,
  name: string,
  providers: IdentityProviders,
  settings: PoolSettings,
): string[] {
  const { max, see } = limits.mappedProviderCharacters;
  if (!isCertainlyMissing(scope, name, providers)) {
    if (!known(name) || name.length <= max) return [];
    return [`${setting} is ${inWords(name)}: give a provider whose name has at most ${max} characters. See ${see}`];
  }
  const advice = adviceOnProvider(name, settings);
  if (advice !== undefined) return [`${setting} is ${JSON.stringify(name)}: ${advice}`];
  return [missingProvider(scope, setting, name, providers)];
}

function missingProvider(scope: IConstruct, setting: string, name: string, providers: IdentityProviders): string {
  const names = [...providers.userPools, ...providers.logins, ...providers.arns].map((each) =>
    terraformText(scope, each),
  );
  return (
    `${setting} is ${JSON.stringify(terraformText(scope, name))}, which the pool does not have: ` +
    (names.length > 0 ? `give one of ${names.join(", ")}, or add it to the pool` : "add it to the pool first") +
    `. See ${POOL_PAGE}`
  );
}

/** Names of providers that AWS's pages use, but that AWS does not accept here. */
function adviceOnProvider(name: string, settings: PoolSettings): string | undefined {
  const { developerProviderName, openIdConnectProviderArns = [] } = settings;
  if (name === developerProviderName || /^cognito-identity[\w.-]*\.amazonaws\.com(\.cn)?$/.test(name)) {
    return (
      "users of a developer provider get their role from GetCredentialsForIdentity's CustomRoleArn and their tags from GetOpenIdTokenForDeveloperIdentity's PrincipalTags, which your backend calls. Leave it out here. " +
      "See https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html"
    );
  }
  const address = name.replace(/^https:\/\//, "");
  const arn = openIdConnectProviderArns.find((each) => known(each) && each.endsWith(`:oidc-provider/${address}`));
  if (arn === undefined) return undefined;
  return `an OpenID Connect provider is named by its ARN, so give ${JSON.stringify(arn)}. See https://docs.aws.amazon.com/cognito/latest/developerguide/open-id.html`;
}

/** What stands for a provider, however it is named. */
function keyOfProviders(scope: IConstruct, { userPoolClients }: PoolSettings): (name: string) => string {
  return (name) => providerKey(scope, name, userPoolClients);
}

/** The values that are given more than once, compared by the text that Terraform will read.
 *  @param part of an entry, such as `.identityProvider`, in which the value is
 *  @default "" the entry itself
 *  @param key what stands for a value that may be written in several ways */
function repetitions(
  scope: IConstruct,
  setting: string,
  values: readonly string[],
  rule: string,
  part = "",
  key = (value: string) => terraformText(scope, value),
): string[] {
  const keys = values.map(key);
  return values.flatMap((value, index) => {
    const first = keys.indexOf(keys[index] ?? "");
    return first < index
      ? [
          `${setting}[${index}]${part} is ${JSON.stringify(terraformText(scope, value))}, and so is ${setting}[${first}]${part}: give ${rule}. See ${POOL_PAGE}`,
        ]
      : [];
  });
}
