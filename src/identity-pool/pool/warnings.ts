/** Valid settings that are probably mistakes: warnings, which the CDKTF CLI prints at synth. */
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { isInDisputeForGuests, isWithinReachOfGuests } from "identity-pool-review/iam";
import { limits } from "../../aws/limits";
import type { Partition } from "../../aws/partition";
import { inSeries, inWords } from "../../checks/in-words";
import { problemsWithPartitionOfRegion, regionOfProvider } from "../../checks/partition";
import { terraformText } from "../../terraform/terraform-text";
import { known, withLiterals } from "../../terraform/tokens";
import { warnOnceAtSynth } from "../../terraform/warn-once-at-synth";
import { isExistingRole } from "../role/existing-role";
import type { FederatedRole } from "../role/federated-role";
import { providerKey } from "../sign-in/identity-providers";
import { identityProviderOf } from "../sign-in/role-mapping";
import { hasLiteralSecret } from "../sign-in/social-logins";
import { clientOf, isConstructOfClient, providerNameOfClient, regionOf } from "../sign-in/user-pool-client";
import type { PoolSettings } from "./identity-pool-props";

/** Adds the warnings when the stack is synthesized, so that what was added to the pool late counts too. */
export function warnAtSynth(
  pool: Construct & { readonly unauthenticatedRole?: FederatedRole; readonly resource: TerraformResource },
  settings: PoolSettings,
): void {
  warnOnceAtSynth(pool, pool.resource, () => [
    ...warningsAboutPool(settings, pool.resource),
    ...warningsAboutSharedRole(pool, settings),
    ...warningsAboutRegions(pool, withLiterals(pool, settings)),
    ...warningsAboutGuests(pool.unauthenticatedRole, settings),
    ...warningsAboutGroups(pool, settings),
    ...warningsAboutPrecedence(pool, settings),
    ...warningsAboutSecrets(pool, settings),
  ]);
}

function warningsAboutPool(settings: PoolSettings, resource: TerraformResource): string[] {
  return [
    ...(canAnybodySignIn(settings) || hasProvidersOfItsOwn(resource)
      ? []
      : [
          "Nobody can get credentials from this pool: it has no provider to sign in with, and guests are off. " +
            `${settings.authenticatedRole === "none" ? "Set allowUnauthenticatedIdentities: true." : "Give userPoolClients or another provider."} ` +
            "See https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html",
        ]),
    ...Object.entries(settings.socialLogins ?? {})
      .filter(([, appId]) => appId === undefined)
      .map(
        ([login]) =>
          `socialLogins.${login} is undefined, so nobody signs in with it: give the id of the app, or leave the login out. ` +
          `See ${limits.loginAppId.see}`,
      ),
    ...(hasLiteralSecret(settings.socialLogins ?? {})
      ? [
          "socialLogins.twitter.consumerSecret is written in the code: give a token, such as a sensitive Terraform variable. " +
            "See https://developer.hashicorp.com/terraform/language/manage-sensitive-data",
        ]
      : []),
  ];
}

/** Whoever has the app can be a guest. */
function warningsAboutSharedRole(pool: Construct, { authenticatedRole, unauthenticatedRole }: PoolSettings): string[] {
  const [ofUsers, ofGuests] = [authenticatedRole, unauthenticatedRole].map((role) =>
    role !== undefined && role !== "none" && isExistingRole(role) ? terraformText(pool, role.roleArn) : undefined,
  );
  if (ofUsers === undefined || ofUsers !== ofGuests) return [];
  return [
    `authenticatedRole and unauthenticatedRole are one role, ${JSON.stringify(ofUsers)}: guests may do all that signed-in users may. Give guests a role of their own. ` +
      "See https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html",
  ];
}

/** A pool and its user pools are in one partition. Warnings, because the provider may get its region later. */
function warningsAboutRegions(pool: Construct, settings: PoolSettings): string[] {
  const { partition, region, userPoolClients } = settings;
  const ofProvider = region === undefined ? regionOfProvider(pool) : undefined;
  return [
    ...problemsWithPartitionOfRegion("the AWS provider's region", ofProvider, ofProvider, partition),
    ...userPoolClients
      .map(clientOf)
      .flatMap(({ userPoolId }, index) =>
        known(userPoolId) ? warningsAboutUserPool(`userPoolClients[${index}].userPoolId`, userPoolId, partition) : [],
      ),
  ];
}

function warningsAboutUserPool(setting: string, userPoolId: string, partition: Partition): string[] {
  const region = regionOf(userPoolId);
  if (!limits.region.pattern.test(region)) {
    return [
      `${setting} is ${JSON.stringify(userPoolId)}, and ${JSON.stringify(region)}, the part before the underscore, is not an AWS region: ` +
        `give the id as AWS shows it, such as us-east-1_AbCdEfGhI. See ${limits.userPoolId.see}`,
    ];
  }
  // A user pool may be in another region than the pool, but not in another partition.
  return problemsWithPartitionOfRegion(setting, userPoolId, region, partition, { anyRegion: true });
}

const GROUPS_PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html";

/** The mapping that a group brings denies whoever is in none. Who says of a mapping what is done about them is not warned. */
function warningsAboutGroups(pool: Construct, settings: PoolSettings): string[] {
  const { groups, roleMappings, partition, userPoolClients } = settings;
  if (groups.length === 0) return [];
  const keyOf = (name: string) => providerKey(pool, name, userPoolClients);
  const decided = new Set(
    roleMappings
      .filter(({ ambiguousRoleResolution }) => ambiguousRoleResolution !== undefined)
      .map((mapping) => keyOf(identityProviderOf(mapping, partition))),
  );
  const namesByClient = new Map<string, string[]>();
  for (const { name, userPoolClient } of groups) {
    const client = terraformText(pool, providerNameOfClient(userPoolClient, partition));
    namesByClient.set(client, [...(namesByClient.get(client) ?? []), JSON.stringify(terraformText(pool, name))]);
  }
  return [...namesByClient]
    .filter(([client]) => !decided.has(keyOf(client)))
    .map(
      ([client, names]) =>
        `Users of ${client} who are in none of the groups ${inSeries([...new Set(names)], "and")} get no credentials, because the mapping that addGroup makes denies whoever has no role in the token. ` +
        'To give them the authenticated role, call addRoleMapping({ identityProvider, type: "Token", ambiguousRoleResolution: "AuthenticatedRole" }) with this client; to deny them on purpose, the same with "Deny". ' +
        `See ${GROUPS_PAGE}`,
    );
}

/** A user of two groups that have the same precedence has no preferred role in the token, and neither of the roles. */
function warningsAboutPrecedence(pool: Construct, { groupResources }: PoolSettings): string[] {
  const alike = new Map<string, { readonly names: string[]; readonly precedence: number | undefined }>();
  for (const group of groupResources) {
    const precedence = withLiterals(pool, group.precedenceInput);
    if (!known(precedence)) continue;
    const key = JSON.stringify([terraformText(pool, group.userPoolIdInput), precedence]);
    const { names } = alike.get(key) ?? { names: [] };
    alike.set(key, { names: [...names, JSON.stringify(terraformText(pool, group.nameInput))], precedence });
  }
  return [...alike.values()]
    .filter(({ names }) => names.length > 1)
    .map(
      ({ names, precedence }) =>
        `The groups ${inSeries(names, "and")} have ${precedence === undefined ? "no precedence" : `the same precedence, ${precedence}`}: a user in two of them gets the role of neither, because the token names no preferred role. ` +
        `Give addGroup a precedence of its own for each. See ${GROUPS_PAGE}`,
    );
}

function warningsAboutSecrets(pool: Construct, { userPoolClients }: PoolSettings): string[] {
  return userPoolClients.flatMap((client, index) => {
    if (!isConstructOfClient(client) || withLiterals(pool, client.generateSecretInput) !== true) return [];
    return [
      `userPoolClients[${index}] is ${inWords(client)}, which has generateSecret: true. An app in a browser or on a phone cannot keep a secret, and Amplify's libraries do not sign in with such a client: ` +
        "leave generateSecret out, unless a server alone signs the users in. See https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html",
    ];
  });
}

const GUESTS_PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html";
const LOCATION_PAGE = "https://docs.aws.amazon.com/location/latest/developerguide/authenticating-using-cognito.html";
const CAP_PAGE =
  "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonCognitoUnAuthedIdentitiesSessionPolicy.html";

/** AWS limits the sessions of guests only in the enhanced flow. In the classic flow only the role counts. */
function warningsAboutGuests(guests: FederatedRole | undefined, { allowClassicFlow = false }: PoolSettings): string[] {
  if (guests === undefined || allowClassicFlow) return [];
  const actions = guests.statements
    .filter(({ effect }) => effect !== "Deny")
    .flatMap((statement) => statement.actions ?? [])
    .filter((action) => known(action));
  const outOfReach = listed(actions.filter((action) => !isWithinReachOfGuests(action)));
  const inDispute = listed(actions.filter((action) => action !== "*" && isInDisputeForGuests(action)));
  return [
    ...(outOfReach === ""
      ? []
      : [
          `The unauthenticated role is granted ${outOfReach}, which guests cannot reach, because AWS limits their sessions. ` +
            `Leave it out. See ${GUESTS_PAGE}`,
        ]),
    ...(inDispute === ""
      ? []
      : [
          `The unauthenticated role is granted ${inDispute}, and AWS's pages disagree on whether guests reach it: ${LOCATION_PAGE} says that they do, ` +
            `but the policy that limits their sessions does not contain it. Try it, or give guests an API key of Amazon Location. See ${CAP_PAGE}`,
        ]),
  ];
}

function listed(actions: readonly string[]): string {
  return [...new Set(actions)].sort().join(", ");
}

/** Whether the L1, an escape hatch, was given providers: by its own methods, or by an override. */
function hasProvidersOfItsOwn(resource: TerraformResource): boolean {
  const json = JSON.stringify(resource.toTerraform());
  return (
    /"(?:cognito_identity_providers|openid_connect_provider_arns|saml_provider_arns)":(?!null|\[\]|\{\})/.test(json) ||
    /"(?:supported_login_providers|developer_provider_name)":(?!null|""|\{\})/.test(json) ||
    /"allow_unauthenticated_identities":(?!null|false)/.test(json)
  );
}

/** A quick way to what the L1 says: most pools have a provider. */
function canAnybodySignIn(settings: PoolSettings): boolean {
  const { userPoolClients, socialLogins = {}, openIdConnectProviderArns = [], samlProviderArns = [] } = settings;
  return (
    settings.allowUnauthenticatedIdentities === true ||
    settings.developerProviderName !== undefined ||
    [userPoolClients, Object.keys(socialLogins), openIdConnectProviderArns, samlProviderArns].some(
      (list) => list.length > 0,
    )
  );
}
