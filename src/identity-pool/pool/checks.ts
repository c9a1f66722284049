/** What AWS or its provider would find out in the middle of an apply, found at synth. A setting by itself is checked
 *  where it is defined; here are the pool's own settings, and the questions over several of them. */
import type { IConstruct } from "constructs";
import { limits } from "../../aws/limits";
import type { Partition } from "../../aws/partition";
import { problemsWith } from "../../checks/check-limit";
import { problemsWithIamArn } from "../../checks/iam-arn";
import { problemsWithTags } from "../../checks/tags";
import { terraformText } from "../../terraform/terraform-text";
import { known } from "../../terraform/tokens";
import { isCertainlyMissing } from "../sign-in/identity-providers";
import type { IdentityProviders } from "../sign-in/identity-providers";
import { identityProviderOfTags, problemsWithPrincipalTags } from "../sign-in/principal-tags";
import { identityProviderOf, problemsWithRoleMapping } from "../sign-in/role-mapping";
import { problemsWithSocialLogins, supportedLoginProviders } from "../sign-in/social-logins";
import { providerName, providerNameOfClient } from "../sign-in/user-pool-client";
import type { UserPoolClient } from "../sign-in/user-pool-client";
import type { PoolSettings } from "./identity-pool-props";

const POOL_PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html";
const GROUPS_PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html";

/** Everything that is wrong with a pool's settings. */
export function problemsWithPool(scope: IConstruct, settings: PoolSettings): string[] {
  const { openIdConnectProviderArns, samlProviderArns, socialLogins, partition } = settings;
  return [
    ...problemsWithAddress(scope),
    ...problemsWith("identityPoolName", settings.identityPoolName, limits.identityPoolName),
    ...problemsWith("developerProviderName", settings.developerProviderName, limits.developerProviderName),
    ...problemsWithTags(settings.tags),
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
  ];
}

/** CDKTF makes addresses of construct ids, and Terraform takes none that begins with a digit. */
function problemsWithAddress(scope: IConstruct): string[] {
  const [, first = ""] = scope.node.path.split("/");
  if (/^[A-Za-z_]/.test(first)) return [];
  return [
    `the construct id ${JSON.stringify(first)} begins the Terraform addresses: begin it with a letter. ` +
      "See https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers",
  ];
}

function problemsWithProviderArns(
  scope: IConstruct,
  setting: string,
  arns: readonly string[] = [],
  type: "oidc-provider" | "saml-provider",
  partition: Partition,
): string[] {
  return [
    ...arns.flatMap((arn, index) => problemsWithIamArn(`${setting}[${index}]`, arn, type, partition)),
    ...repetitions(scope, setting, arns, "each provider once"),
  ];
}

function problemsWithClients(scope: IConstruct, { userPoolClients, partition }: PoolSettings): string[] {
  const names = userPoolClients.map((client) => providerNameOfClient(client, partition));
  return [
    ...problemsWith("userPoolClients", userPoolClients, limits.userPoolClients),
    ...userPoolClients.flatMap(({ userPoolId, clientId, region }, index) => [
      ...problemsWith(`userPoolClients[${index}].region`, region, limits.region),
      ...problemsWith(`userPoolClients[${index}].userPoolId`, userPoolId, limits.userPoolId),
      ...problemsWith(`userPoolClients[${index}].clientId`, clientId, limits.clientId),
    ]),
    ...repetitions(scope, "userPoolClients", names, "each client of a user pool once"),
  ];
}

function problemsWithMappings(scope: IConstruct, settings: PoolSettings): string[] {
  const { roleMappings, groups, partition, allowClassicFlow = false } = settings;
  const names = roleMappings.map((mapping) => identityProviderOf(mapping, partition));
  const providers = identityProviders(settings, (client) => providerNameOfClient(client, partition));
  const mapped = new Set([
    ...names,
    ...groups.map(({ userPoolClient }) => providerNameOfClient(userPoolClient, partition)),
  ]);
  return [
    ...problemsWith("roleMappings", [...mapped], limits.roleMappings),
    ...roleMappings.flatMap((mapping, index) => problemsWithRoleMapping(`roleMappings[${index}]`, mapping, partition)),
    ...repetitions(scope, "roleMappings", names, "each provider one mapping, with all its rules"),
    ...names.flatMap((name, index) =>
      problemsWithProvider(scope, `roleMappings[${index}].identityProvider`, name, providers),
    ),
    ...(allowClassicFlow && mapped.size > 0
      ? [
          `allowClassicFlow is true and there are role mappings (${[...mapped].map((name) => terraformText(scope, name)).join(", ")}): ` +
            "with mappings the classic flow fails for every user, so leave out one of the two. " +
            `See ${GROUPS_PAGE}`,
        ]
      : []),
  ];
}

function problemsWithGroups(scope: IConstruct, settings: PoolSettings): string[] {
  const { groups, roleMappings, partition } = settings;
  const clients = groups.map(({ userPoolClient }) => providerNameOfClient(userPoolClient, partition));
  const providers = identityProviders(settings, (client) => providerNameOfClient(client, partition));
  const byRules = new Set(
    roleMappings
      .filter(({ type }) => type === "Rules")
      .map((mapping) => terraformText(scope, identityProviderOf(mapping, partition))),
  );
  return groups.flatMap(({ id }, index) => {
    const client = clients[index] ?? "";
    return [
      ...(groups.findIndex((group) => group.id === id) < index
        ? [
            `addGroup: the group ${JSON.stringify(id)} is added twice: add it once, or give the second, of another user pool, an \`id\` of its own. See ${GROUPS_PAGE}`,
          ]
        : []),
      ...(byRules.has(terraformText(scope, client))
        ? [
            `addGroup: the group ${JSON.stringify(id)} needs a mapping of type "Token" for ${terraformText(scope, client)}, which has one of type "Rules": give groups or rules. See ${GROUPS_PAGE}`,
          ]
        : []),
      ...problemsWithProvider(scope, `addGroup: userPoolClient of the group ${JSON.stringify(id)}`, client, providers),
    ];
  });
}

function problemsWithAllPrincipalTags(scope: IConstruct, settings: PoolSettings): string[] {
  const { principalTags, partition } = settings;
  const names = principalTags.map((tags) => identityProviderOfTags(tags, partition));
  const providers = identityProviders(settings, ({ userPoolId, region }) =>
    providerName(userPoolId, partition, region),
  );
  return [
    ...principalTags.flatMap((tags, index) => problemsWithPrincipalTags(`principalTags[${index}]`, tags)),
    ...repetitions(scope, "principalTags", names, "each provider one set of tags"),
    ...names.flatMap((name, index) =>
      problemsWithProvider(scope, `principalTags[${index}].identityProvider`, name, providers),
    ),
  ];
}

function identityProviders(
  { userPoolClients, socialLogins = {}, openIdConnectProviderArns = [], samlProviderArns = [] }: PoolSettings,
  nameOf: (client: UserPoolClient) => string,
): IdentityProviders {
  return {
    userPools: userPoolClients.map(nameOf),
    logins: Object.keys(supportedLoginProviders(socialLogins)),
    arns: [...openIdConnectProviderArns, ...samlProviderArns],
  };
}

function problemsWithProvider(
  scope: IConstruct,
  setting: string,
  name: string,
  providers: IdentityProviders,
): string[] {
  if (!known(name)) return [];
  if (!isCertainlyMissing(scope, name, providers)) {
    return problemsWith(`the length of ${setting}`, name.length, limits.mappedProviderCharacters);
  }
  const names = [...providers.userPools, ...providers.logins, ...providers.arns].map((each) =>
    terraformText(scope, each),
  );
  return [
    `${setting} is ${JSON.stringify(name)}, which the pool does not have: ` +
      (names.length > 0 ? `give one of ${names.join(", ")}, or add it to the pool` : "add it to the pool first") +
      `. See ${POOL_PAGE}`,
  ];
}

/** The values that come more than once, by the text that Terraform will read. */
function repetitions(scope: IConstruct, setting: string, values: readonly string[], rule: string): string[] {
  const texts = values.map((value) => terraformText(scope, value));
  return texts.flatMap((text, index) => {
    const first = texts.indexOf(text);
    return first < index
      ? [
          `${setting}[${index}] is ${JSON.stringify(text)}, and so is ${setting}[${first}]: give ${rule}. See ${POOL_PAGE}`,
        ]
      : [];
  });
}
