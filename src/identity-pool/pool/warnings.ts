/** Valid settings that are probably mistakes: warnings, which the CDKTF CLI prints at synth. */
import type { Construct } from "constructs";
import { isWithinReachOfGuests } from "identity-pool-review/iam";
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
  warnOnceAtSynth(pool, () => [...warningsAboutPool(settings()), ...warningsAboutGuests(pool.unauthenticatedRole)]);
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

function warningsAboutGuests(guests: FederatedRole | undefined): string[] {
  if (guests === undefined) return [];
  const actions = guests.statements
    .filter(({ effect }) => effect !== "Deny")
    .flatMap((statement) => statement.actions ?? [])
    .filter((action) => known(action) && !isWithinReachOfGuests(action));
  if (actions.length === 0) return [];
  return [
    `The unauthenticated role is granted ${[...new Set(actions)].sort().join(", ")}, which guests cannot reach: AWS caps their sessions. ` +
      "Leave it out. See https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html",
  ];
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
