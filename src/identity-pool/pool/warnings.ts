/** Valid settings that are probably mistakes: warnings, which the CDKTF CLI prints at synth. */
import type { Construct } from "constructs";
import { isInDisputeForGuests, isWithinReachOfGuests } from "identity-pool-review/iam";
import { known } from "../../terraform/tokens";
import { warnOnceAtSynth } from "../../terraform/warn-once-at-synth";
import type { FederatedRole } from "../role/federated-role";
import { hasLiteralSecret } from "../sign-in/social-logins";
import type { PoolSettings } from "./identity-pool-props";

/** Adds the warnings when the stack is synthesized, so that what was added to the pool late counts too. */
export function warnAtSynth(
  pool: Construct & { readonly unauthenticatedRole?: FederatedRole },
  settings: () => PoolSettings,
): void {
  warnOnceAtSynth(pool, () => [
    ...warningsAboutPool(settings()),
    ...warningsAboutGuests(pool.unauthenticatedRole, settings()),
  ]);
}

function warningsAboutPool(settings: PoolSettings): string[] {
  return [
    ...(canAnybodySignIn(settings)
      ? []
      : [
          "Nobody can get credentials from this pool: it has no provider to sign in with, and guests are off. Give userPoolClients or another provider",
        ]),
    ...(hasLiteralSecret(settings.socialLogins ?? {})
      ? [
          "socialLogins.twitter.consumerSecret is written in the code: give a token, such as a sensitive Terraform variable",
        ]
      : []),
  ];
}

const GUESTS_PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html";
const LOCATION_PAGE = "https://docs.aws.amazon.com/location/latest/developerguide/authenticating-using-cognito.html";
const CAP_PAGE =
  "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonCognitoUnAuthedIdentitiesSessionPolicy.html";

/** AWS caps the sessions of guests on the enhanced flow alone: on the classic one, the role is all that counts. */
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
          `The unauthenticated role is granted ${outOfReach}, which guests cannot reach: AWS caps their sessions. ` +
            `Leave it out. See ${GUESTS_PAGE}`,
        ]),
    ...(inDispute === ""
      ? []
      : [
          `The unauthenticated role is granted ${inDispute}, and AWS's pages disagree on whether guests reach it: ${LOCATION_PAGE} says that they do, ` +
            `and the policy that caps their sessions does not have it (${CAP_PAGE}). Try it, or give guests an API key of Amazon Location`,
        ]),
  ];
}

function listed(actions: readonly string[]): string {
  return [...new Set(actions)].sort().join(", ");
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
