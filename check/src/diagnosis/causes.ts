/** The causes of a refused sign-in, from Cognito's message and from all that is known besides.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html */
import type { DeployedPool } from "../deployed-pool";
import type { Refusal } from "../sign-in/identity-pool";
import type { Token } from "../sign-in/token";
import { cognitoIn } from "./cognito";
import type { ConfiguredPool, ConfiguredRole } from "./configured-pool";
import type { Cause, Diagnosis } from "./diagnosis";
import { causeInTrust } from "./trust";

/** What is known besides the message. */
export interface Known {
  readonly pool: DeployedPool;
  /** None for a guest. */
  readonly token: Token | undefined;
  /** What could be read of the pool's configuration. */
  readonly configured: ConfiguredPool | undefined;
}

export function diagnose(refusal: Refusal, known: Known): Diagnosis {
  const text = `${refusal.name}: ${refusal.message}`;
  const [, causes] = BY_MESSAGE.find(([pattern]) => pattern.test(text)) ?? [undefined, unexpected];
  return causes(known, refusal);
}

type Reading = (known: Known, refusal: Refusal) => Diagnosis;

/** Cognito's messages, as their users report them. The first that fits counts. */
const BY_MESSAGE: readonly (readonly [RegExp, Reading])[] = [
  [/^ResourceNotFoundException/, poolNotFound],
  [/Unauthenticated access is not supported/i, guestsOff],
  [/ambiguous role mapping/i, ambiguousRole],
  [/^InvalidIdentityPoolConfigurationException|Check assigned IAM roles/i, roles],
  [/not from a supported provider|Incorrect token audience|Logins don't match|Issuer doesn't match/i, provider],
  [/revoked|signed out|user (is )?(gone|disabled|does not exist)/i, tokenCheck],
  [
    /Token (is )?expired|Missing a required claim|Not a valid OpenId|verify signed token|signature invalid|Not a Cognito token|Can't pass in a Cognito token/i,
    unusableToken,
  ],
  [/^NotAuthorizedException/, notAuthorized],
];

function certain(...causes: readonly Cause[]): Diagnosis {
  return { certain: true, causes };
}

function possible(...causes: readonly Cause[]): Diagnosis {
  return { certain: false, causes };
}

function poolNotFound({ pool: { region, identityPoolId } }: Known): Diagnosis {
  const [ofPool = ""] = identityPoolId.split(":");
  if (ofPool !== region) {
    return certain({
      id: "region",
      explanation: `The identity pool ${identityPoolId} is in ${ofPool}, but the app asks for it in ${region}: correct aws_region.`,
    });
  }
  return certain({
    id: "no-such-identity-pool",
    explanation: `There is no identity pool ${identityPoolId} in ${region}: it was deleted or replaced, or identity_pool_id is another environment's.`,
  });
}

function guestsOff({ pool, token }: Known): Diagnosis {
  const explanation =
    token === undefined
      ? `The identity pool ${pool.identityPoolId} gives guests no credentials: allow_unauthenticated_identities is false there.`
      : "The identity pool treated the sign-in as a guest's: it did not get the token.";
  return certain({ id: "guests-off", explanation });
}

function ambiguousRole({ token }: Known): Diagnosis {
  const roles = token?.claims["cognito:roles"];
  const who =
    Array.isArray(roles) && roles.length > 0 ? `the roles ${roles.join(", ")} and no preferred role` : "no role";
  return certain({
    id: "role-mapping",
    explanation: `The pool's role mapping cannot choose a role for this user, and ambiguous_role_resolution is "Deny": the token has ${who}. Look at the user's groups and at the rules.`,
  });
}

/** The identity pool does not have the user pool, or not this app client of it. */
function provider({ pool, token, configured }: Known, { message }: Refusal): Diagnosis {
  if (token === undefined) return possible({ id: "other", explanation: message });
  const { provider: name } = token;
  const clientId = token.claims.aud ?? pool.userPoolClientId ?? "";
  const ofUserPool: Cause = {
    id: "user-pool-not-of-identity-pool",
    explanation: `The token is from ${name}, which is not a login provider of the identity pool ${pool.identityPoolId}.`,
  };
  const ofClient: Cause = {
    id: "client-not-of-identity-pool",
    explanation: `The token is for the app client ${clientId}, which is not among the identity pool's app clients of ${name}.`,
  };
  if (configured === undefined) {
    return possible(
      {
        ...ofClient,
        explanation: `${ofClient.explanation} Compare client_id of its cognito_identity_providers with user_pool_client_id.`,
      },
      {
        ...ofUserPool,
        explanation: `${ofUserPool.explanation} Compare provider_name with user_pool_id and its region.`,
      },
    );
  }
  const { clients, source } = configured;
  const ofProvider = clients.filter((client) => client.provider === name);
  if (ofProvider.length === 0) {
    const has =
      clients.length === 0 ? "no user pool" : [...new Set(clients.map((client) => client.provider))].join(", ");
    return certain({ ...ofUserPool, explanation: `${ofUserPool.explanation} In ${source} it has ${has}.` });
  }
  if (!ofProvider.some((client) => client.clientId === clientId)) {
    const has = ofProvider.map((client) => client.clientId).join(", ");
    return certain({ ...ofClient, explanation: `${ofClient.explanation} In ${source} it has ${has}.` });
  }
  return possible({
    id: "other",
    explanation: `In ${source} the identity pool has the app client ${clientId} of ${name}. Cognito says: ${message}`,
  });
}

function tokenCheck({ token, configured }: Known, { message }: Refusal): Diagnosis {
  return checksTokens(token, configured) === false
    ? possible(INVALID_TOKEN, { id: "token", explanation: `Cognito says: ${message}` })
    : certain(INVALID_TOKEN);
}

const INVALID_TOKEN: Cause = {
  id: "token-check",
  explanation:
    "The identity pool asks the user pool whether the token is still valid (server_side_token_check), and it is not: the user has signed out everywhere, was disabled or deleted, or the token was revoked. Sign in again, as a user who exists and is enabled.",
};

/** undefined where it is not known. */
function checksTokens(token: Token | undefined, configured: ConfiguredPool | undefined): boolean | undefined {
  return configured?.clients.find(
    ({ provider: name, clientId }) => name === token?.provider && clientId === token.claims.aud,
  )?.serverSideTokenCheck;
}

function unusableToken(_: Known, { message }: Refusal): Diagnosis {
  return certain({
    id: "token",
    explanation: `Cognito cannot use the token: ${message} Give an id token that has not expired, exactly as the provider issued it.`,
  });
}

/** A refusal whose words say nothing: AWS documents no more for the token check. */
function notAuthorized(known: Known, refusal: Refusal): Diagnosis {
  const fromProvider = provider(known, refusal);
  const isChecked = known.token !== undefined && checksTokens(known.token, known.configured) !== false;
  return fromProvider.certain || !isChecked ? fromProvider : possible(INVALID_TOKEN, ...fromProvider.causes);
}

/** The role that the pool gives cannot be taken. */
function roles({ pool, token, configured }: Known): Diagnosis {
  const kind = token === undefined ? "unauthenticated" : "authenticated";
  const noRole: Cause = {
    id: "no-role",
    explanation: `No ${kind} role is attached to the identity pool ${pool.identityPoolId}: it needs an aws_cognito_identity_pool_roles_attachment with roles.${kind}.`,
  };
  const unread = trustCauses(pool, kind);
  if (configured === undefined) return possible(noRole, ...unread);
  if (configured.roleMapping === "Rules") {
    // A user whom no rule fits may get the authenticated role.
    return possible(RULES, ...(configured.authenticated === undefined ? [noRole] : []), ...unread);
  }
  const role = roleFor(configured, token);
  if (role === undefined) return configured.roleMapping === undefined ? certain(noRole) : possible(noRole, ...unread);
  if (role.trust === undefined) return possible(...unread);
  if (role.trust === "missing") {
    return certain({
      id: "role-missing",
      explanation: `The role ${role.name}, which the pool gives, does not exist: it was deleted or replaced.`,
    });
  }
  const inTrust = causeInTrust(role.name, role.trust, {
    identityPoolId: pool.identityPoolId,
    provider: token?.provider,
    hasTags: configured.hasPrincipalTags,
  });
  return inTrust === undefined ? possible(fresh(role), ...unread) : certain(inTrust);
}

/** Which rule fits is not worked out here. */
const RULES: Cause = {
  id: "role-mapping",
  explanation:
    "The rules of the pool's role mapping choose the role: the one of the rule that fits this token may not exist, or its trust policy may not allow these users.",
};

/** The settings are right, as far as they can be read. */
function fresh({ name }: ConfiguredRole): Cause {
  return {
    id: "other",
    explanation: `The trust policy of the role ${name} allows these users, as far as it can be evaluated. A new role takes some seconds to reach all of IAM: try again.`,
  };
}

function roleFor(configured: ConfiguredPool, token: Token | undefined): ConfiguredRole | undefined {
  if (token === undefined) return configured.unauthenticated;
  const preferred = token.claims["cognito:preferred_role"];
  if (configured.roleMapping === "Token" && typeof preferred === "string") return configured.others[preferred];
  return configured.authenticated;
}

function trustCauses({ identityPoolId }: DeployedPool, kind: string): Cause[] {
  const ofRole = `the ${kind} role's trust policy`;
  return [
    {
      id: "trust-aud",
      explanation: `The condition on :aud in ${ofRole} names another identity pool than ${identityPoolId}.`,
    },
    { id: "trust-amr", explanation: `The condition on :amr in ${ofRole} does not allow "${kind}".` },
    {
      id: "trust-policy",
      explanation: `No statement in ${ofRole} allows sts:AssumeRoleWithWebIdentity to the federated principal ${cognitoIn(identityPoolId.replace(/:.*/, ""))}.`,
    },
    {
      id: "role-missing",
      explanation: `The ${kind} role was deleted, or is so new that it has not reached all of IAM: try again in some seconds.`,
    },
    {
      id: "trust-tag-session",
      explanation: `The pool maps claims to principal tags, but ${ofRole} does not allow sts:TagSession.`,
    },
  ];
}

function unexpected(_: Known, { name, message }: Refusal): Diagnosis {
  return possible({ id: "other", explanation: `${name}: ${message}` });
}
