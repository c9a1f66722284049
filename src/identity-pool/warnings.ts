/** What is allowed and yet hardly meant: warnings, which the CDKTF CLI prints at synth. */
import { Annotations, Aspects } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { PoolSettings } from "./checks";
import { hasLiteralSecret } from "./social-logins";

/** Adds the warnings when the stack is synthesized, so that what was added to the pool late counts too. */
export function warnAtSynth(pool: Construct, settings: () => PoolSettings): void {
  let warned = false;
  Aspects.of(pool).add({
    visit: (node: IConstruct) => {
      if (node !== pool || warned) return;
      warned = true;
      warningsAbout(settings()).forEach((warning) => {
        Annotations.of(pool).addWarning(warning);
      });
    },
  });
}

function warningsAbout(settings: PoolSettings): string[] {
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
