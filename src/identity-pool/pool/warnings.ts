/** What is allowed and yet hardly meant: warnings, which the CDKTF CLI prints at synth. */
import { Annotations, Aspects, Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { isWithinReachOfGuests } from "identity-pool-review/iam";
import { defaultQuotas, limits } from "../../aws/limits";
import type { FederatedRole } from "../role/federated-role";
import { hasLiteralSecret } from "../sign-in/social-logins";
import type { PoolSettings } from "./checks";

/** Adds the warnings when the stack is synthesized, so that what was added to the pool late counts too. */
export function warnAtSynth(
  pool: Construct & { readonly unauthenticatedRole?: FederatedRole },
  settings: () => PoolSettings,
): void {
  let warned = false;
  Aspects.of(pool).add({
    visit: (node: IConstruct) => {
      if (node !== pool || warned) return;
      warned = true;
      [...warningsAboutPool(settings()), ...warningsAboutGuests(pool.unauthenticatedRole)].forEach((warning) => {
        Annotations.of(pool).addWarning(warning);
      });
    },
  });
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
    .filter((action) => !Token.isUnresolved(action) && !isWithinReachOfGuests(action));
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

/** Adds the warning with the policy that is the first too many for an account whose quota was not raised. */
export function warnOfManagedPolicies(role: Construct, attached: number): void {
  const quota = defaultQuotas.managedPolicies;
  if (attached !== quota + 1) return;
  Annotations.of(role).addWarning(
    `The role has more than ${quota} managed policies: IAM attaches the others only in an account whose quota was raised, and the apply fails half way in others. ` +
      `Ask AWS for it first, or put statements of several into one. See ${limits.managedPolicies.see}`,
  );
}
