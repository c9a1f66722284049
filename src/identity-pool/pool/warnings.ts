/** Valid settings that are probably mistakes: warnings, which the CDKTF CLI prints at synth. */
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { isInDisputeForGuests, isWithinReachOfGuests } from "identity-pool-review/iam";
import { limits } from "../../aws/limits";
import type { Partition } from "../../aws/partition";
import { problemsWithPartitionOfRegion, regionOfProvider } from "../../checks/partition";
import { known, withLiterals } from "../../terraform/tokens";
import { warnOnceAtSynth } from "../../terraform/warn-once-at-synth";
import type { FederatedRole } from "../role/federated-role";
import { hasLiteralSecret } from "../sign-in/social-logins";
import { clientOf, regionOf } from "../sign-in/user-pool-client";
import type { PoolSettings } from "./identity-pool-props";

/** Adds the warnings when the stack is synthesized, so that what was added to the pool late counts too. */
export function warnAtSynth(
  pool: Construct & { readonly unauthenticatedRole?: FederatedRole; readonly resource: TerraformResource },
  settings: () => PoolSettings,
): void {
  warnOnceAtSynth(pool, () => [
    ...warningsAboutPool(settings(), pool.resource),
    ...warningsAboutRegions(pool, withLiterals(pool, settings())),
    ...warningsAboutGuests(pool.unauthenticatedRole, settings()),
  ]);
}

function warningsAboutPool(settings: PoolSettings, resource: TerraformResource): string[] {
  return [
    ...(canAnybodySignIn(settings) || hasProvidersOfItsOwn(resource)
      ? []
      : [
          "Nobody can get credentials from this pool: it has no provider to sign in with, and guests are off. " +
            "Give userPoolClients or another provider. See https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html",
        ]),
    ...(hasLiteralSecret(settings.socialLogins ?? {})
      ? [
          "socialLogins.twitter.consumerSecret is written in the code: give a token, such as a sensitive Terraform variable. " +
            "See https://developer.hashicorp.com/terraform/language/manage-sensitive-data",
        ]
      : []),
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
  const json = JSON.stringify(resource.toTerraform(), (_, value: unknown) => (value === undefined ? null : value));
  return (
    /"(?:cognito_identity_providers|openid_connect_provider_arns|saml_provider_arns)":(?!null|\[\]|\{\})/.test(json) ||
    /"(?:supported_login_providers|developer_provider_name)":(?!null|""|\{\})/.test(json) ||
    /"allow_unauthenticated_identities":(?!null|false)/.test(json)
  );
}

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
