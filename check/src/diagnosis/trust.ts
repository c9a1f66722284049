/** Which part of a role's trust policy refuses an identity: IAM's simulator is asked again with one thing changed.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
import { simulateTrust, type PolicyDocument } from "identity-pool-review";
import { cognitoIn } from "./cognito";
import type { Cause } from "./diagnosis";

export interface Identity {
  readonly identityPoolId: string;
  /** The provider that the user signed in with, as `Logins` has it; undefined for a guest. */
  readonly provider: string | undefined;
  /** Whether the pool makes principal tags of the user's claims. */
  readonly hasTags: boolean;
}

/** @returns undefined if the policy allows the identity, or cannot be evaluated */
export function causeInTrust(roleName: string, trust: PolicyDocument, identity: Identity): Cause | undefined {
  const { identityPoolId } = identity;
  const [own, opposite] = identity.provider === undefined ? [GUEST, USER] : [USER, GUEST];
  const amr = identity.provider === undefined ? [GUEST] : amrOf(identity.provider, trust);
  const elsewhere = valuesOf("aud", trust).filter((id) => id !== identityPoolId);
  const admits = (pools: readonly string[], amr: readonly string[], action = ASSUME) =>
    pools.some((pool) => isAdmitted(trust, pool, amr, action));
  try {
    if (admits([identityPoolId], amr)) {
      if (!identity.hasTags || admits([identityPoolId], amr, TAG)) return undefined;
      return {
        id: "trust-tag-session",
        explanation: `The trust policy of the role ${roleName} does not allow sts:TagSession, which is needed because the pool maps claims to principal tags.`,
      };
    }
    const wrongAud: Cause = {
      id: "trust-aud",
      explanation: `The trust policy of the role ${roleName} allows users of ${elsewhere.join(", ")}, not of ${identityPoolId}: correct its condition on ${cognitoIn(regionOf(identityPoolId))}:aud.`,
    };
    const wrongAmr: Cause = {
      id: "trust-amr",
      explanation: `The trust policy of the role ${roleName} allows "${opposite}" identities, not "${own}" ones: correct its condition on ${cognitoIn(regionOf(identityPoolId))}:amr, or attach the role as the ${opposite} role.`,
    };
    if (admits(elsewhere, amr)) return wrongAud;
    if (admits([identityPoolId], [opposite])) return wrongAmr;
    if (admits(elsewhere, [opposite])) {
      return { id: "trust-aud", explanation: `${wrongAud.explanation} ${wrongAmr.explanation}` };
    }
    const other = valuesOf("amr", trust).find((value) => admits([identityPoolId], [USER, fitting(value)]));
    if (other !== undefined) {
      const these = identity.provider === undefined ? "these are guests" : `these signed in with ${identity.provider}`;
      return {
        id: "trust-amr",
        explanation: `The trust policy of the role ${roleName} allows users of ${other}, and ${these}: correct its condition on ${cognitoIn(regionOf(identityPoolId))}:amr.`,
      };
    }
  } catch {
    // What the simulator does not model may allow the identity.
    return undefined;
  }
  return {
    id: "trust-policy",
    explanation: `The trust policy of the role ${roleName} does not allow Amazon Cognito. It needs a statement that allows sts:AssumeRoleWithWebIdentity to the federated principal ${cognitoIn(regionOf(identityPoolId))}.`,
  };
}

/** Values of `amr`, one for each kind of identity. */
const USER = "authenticated";
const GUEST = "unauthenticated";

const ASSUME = "sts:AssumeRoleWithWebIdentity";
const TAG = "sts:TagSession";

/** What `amr` of a user's token holds: "authenticated", the provider's name, and its name with an id of the user behind it, which
 *  is not known here and may be the one that the policy asks for. */
function amrOf(provider: string, trust: PolicyDocument): string[] {
  const users = valuesOf("amr", trust).filter((value) => value.startsWith(`${provider}:`));
  return [USER, provider, ...users.map(fitting)];
}

/** A text that fits a pattern. */
function fitting(pattern: string): string {
  return pattern.replaceAll(/[*?]/g, "_");
}

/** @throws NotModelled */
function isAdmitted(trust: PolicyDocument, pool: string, amr: readonly string[], action: string): boolean {
  const cognito = cognitoIn(regionOf(pool));
  const admits = (values: readonly string[]) => {
    const context = { [`${cognito}:aud`]: pool, [`${cognito}:amr`]: values };
    return simulateTrust(trust, { action, principal: { type: "Federated", id: cognito }, context }) === "allowed";
  };
  try {
    return admits(amr);
  } catch (error) {
    // AWS does not say which of several values an operator without ForAnyValue or ForAllValues compares.
    const answers = new Set(amr.map((value) => admits([value])));
    if (answers.size > 1) throw error;
    return answers.has(true);
  }
}

function regionOf(identityPoolId: string): string {
  return identityPoolId.replace(/:.*/, "");
}

/** What a trust policy compares one of Cognito's keys with. */
function valuesOf(name: "aud" | "amr", { Statement }: PolicyDocument): string[] {
  return [Statement]
    .flat()
    .flatMap((statement) =>
      Object.values(statement.Condition ?? {}).flatMap((keys) =>
        Object.entries(keys).flatMap(([key, values]) =>
          key.toLowerCase().endsWith(`:${name}`) ? [values].flat().map(String) : [],
        ),
      ),
    );
}
