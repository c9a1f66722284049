/** Sign-in with Amazon, Apple, Digits, Facebook, Google and Twitter, without a user pool between.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html */
import { limits } from "../../aws/limits";
import { problemsWith } from "../../checks/check-limit";
import { mandatory, object, optional, partOf, text } from "../../checks/kinds";
import { known } from "../../terraform/tokens";

const LOGINS_PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html";

/** The ids under which the app is known to the providers: 1 to 128 letters, digits and `. ; _ / -` each.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html */
export interface SocialLogins {
  /** Client id or application id of Login with Amazon.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon.html */
  readonly amazon?: string;
  /** Services id of Sign in with Apple.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/apple.html */
  readonly apple?: string;
  /** Consumer key of Digits, which is defunct: for pools that still have it.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
  readonly digits?: string;
  /** App id of Facebook.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/facebook.html */
  readonly facebook?: string;
  /** OAuth client id of Google.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/google.html */
  readonly google?: string;
  /** Twitter's key, in two parts.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html */
  readonly twitter?: TwitterLogin;
}

/** Twitter's key, which comes in two parts: together with the semicolon that joins them at most 128 characters.
 *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
export interface TwitterLogin {
  /** The consumer key: letters, digits and `. _ / -`.
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
  readonly consumerKey: string;
  /** A secret: give a token, such as a sensitive Terraform variable. A literal would stand in the repository and in the
   *  synthesized files, and gets a warning. It stands in Terraform's state either way.
   *  @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data */
  readonly consumerSecret: string;
}

const appId = text(limits.loginAppId);

export const socialLoginsKind = object<SocialLogins>({
  rule: "the ids of the app ({ google, facebook, ... })",
  see: LOGINS_PAGE,
  hasSecrets: true,
  advice: (name) => {
    const [login] = Object.entries(loginProviders).find(([, provider]) => provider === name) ?? [];
    return login && `did you mean ${login}?`;
  },
  settings: {
    amazon: optional(appId),
    apple: optional(appId),
    digits: optional(appId),
    facebook: optional(appId),
    google: optional(appId),
    twitter: optional(
      object<TwitterLogin>({
        rule: "both parts of the key ({ consumerKey, consumerSecret })",
        see: limits.loginAppId.see,
        hasSecrets: true,
        settings: {
          consumerKey: mandatory(partOf(limits.loginAppId)),
          consumerSecret: mandatory(partOf(limits.loginAppId)),
        },
      }),
    ),
  },
});

/** The names under which Cognito knows the providers. */
export const loginProviders = {
  amazon: "www.amazon.com",
  apple: "appleid.apple.com",
  digits: "www.digits.com",
  facebook: "graph.facebook.com",
  google: "accounts.google.com",
  twitter: "api.twitter.com",
} as const satisfies Record<keyof SocialLogins, string>;

/** The logins as Cognito takes them: provider's name to app id. */
export function supportedLoginProviders(logins: SocialLogins): Record<string, string> {
  const { twitter, ...others } = logins;
  const appIds = { ...others, twitter: twitter && `${twitter.consumerKey};${twitter.consumerSecret}` };
  return Object.fromEntries(
    Object.entries(loginProviders).flatMap(([login, provider]) => {
      const appId = appIds[login as keyof SocialLogins];
      return appId === undefined ? [] : [[provider, appId]];
    }),
  );
}

/** Secrets of the providers, which stand beside the id on the page that both are copied from. */
const SECRETS: Readonly<Record<string, { readonly looksLike: RegExp; readonly id: string }>> = {
  amazon: { looksLike: /^amzn1\.oa2-cs\./, id: "the client id, which begins with amzn1.application-oa2-client" },
  facebook: { looksLike: /^[0-9a-f]{32}$/, id: "the app id, which is a number" },
  google: { looksLike: /^GOCSPX-/, id: "the client id, which ends with .apps.googleusercontent.com" },
};

function problemsWithAppId(login: string, appId: unknown): string[] {
  const secret = SECRETS[login];
  if (secret === undefined || !known(appId) || typeof appId !== "string" || !secret.looksLike.test(appId))
    return problemsWith(`socialLogins.${login}`, appId, limits.loginAppId);
  return [
    `socialLogins.${login} is a secret (not repeated here): give ${secret.id}. Cognito does not need the secret, and what is given here ` +
      `stands in the synthesized files and in Terraform's state. See ${limits.loginAppId.see}`,
  ];
}

export function problemsWithSocialLogins(logins: SocialLogins): string[] {
  const { twitter, ...others } = logins;
  return [
    ...Object.entries(others).flatMap(([login, appId]) => problemsWithAppId(login, appId)),
    ...(twitter === undefined ? [] : problemsWithTwitter(twitter)),
  ];
}

/** AWS takes the parts as one text with a semicolon between them. A part that is missing, or that contains a semicolon itself,
 *  would show only when users cannot sign in. */
function problemsWithTwitter({ consumerKey, consumerSecret }: TwitterLogin): string[] {
  const both = `${consumerKey};${consumerSecret}`;
  const fine = isTwitterPart(consumerKey) && isTwitterPart(consumerSecret);
  if (fine && problemsWith("twitter", both, limits.loginAppId).length === 0) return [];
  // The value holds a secret, so it is not repeated.
  return [
    "socialLogins.twitter has an unusable key (not repeated here, because it is secret): " +
      `give consumerKey and consumerSecret of letters, digits and . _ / -, together at most ${limits.loginAppId.max - 1} characters. See ${limits.loginAppId.see}`,
  ];
}

function isTwitterPart(part: unknown): boolean {
  return !known(part) || (typeof part === "string" && /^[\w./-]+$/.test(part));
}

/** Whether the secret would stand in the repository. */
export function hasLiteralSecret({ twitter }: SocialLogins): boolean {
  return twitter !== undefined && known(twitter.consumerSecret);
}
