/** What of a role's trust policy keeps an identity out: IAM's simulator is asked again with one thing changed.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
import { simulateTrust, type PolicyDocument } from "identity-pool-review";
import { cognitoIn } from "./cognito";
import type { Cause } from "./diagnosis";

export interface Identity {
  readonly identityPoolId: string;
  readonly isGuest: boolean;
  /** Whether the pool makes principal tags of the user's claims. */
  readonly hasTags: boolean;
}

/** @returns undefined if the policy lets the identity in, or cannot be evaluated */
export function causeInTrust(roleName: string, trust: PolicyDocument, identity: Identity): Cause | undefined {
  const { identityPoolId } = identity;
  const expected = identity.isGuest ? "unauthenticated" : "authenticated";
  const opposite = identity.isGuest ? "authenticated" : "unauthenticated";
  const elsewhere = audiencesIn(trust).filter((id) => id !== identityPoolId);
  const admits = (pools: readonly string[], amr: string, action = ASSUME) =>
    pools.some((pool) => isAdmitted(trust, pool, amr, action));
  try {
    if (admits([identityPoolId], expected)) {
      if (!identity.hasTags || admits([identityPoolId], expected, TAG)) return undefined;
      return {
        id: "trust-tag-session",
        explanation: `The trust policy of the role ${roleName} does not allow sts:TagSession, which it must since the pool makes principal tags of claims.`,
      };
    }
    const aud: Cause = {
      id: "trust-aud",
      explanation: `The trust policy of the role ${roleName} lets in ${audience(elsewhere)}, and not ${identityPoolId}: correct its condition on ${cognitoIn(regionOf(identityPoolId))}:aud.`,
    };
    const amr: Cause = {
      id: "trust-amr",
      explanation: `The trust policy of the role ${roleName} lets in "${opposite}" identities, and not "${expected}" ones: correct its condition on ${cognitoIn(regionOf(identityPoolId))}:amr, or attach the role as the ${opposite} one.`,
    };
    if (admits(elsewhere, expected)) return aud;
    if (admits([identityPoolId], opposite)) return amr;
    if (admits(elsewhere, opposite)) return { id: "trust-aud", explanation: `${aud.explanation} ${amr.explanation}` };
  } catch {
    // What the simulator does not model may let the identity in.
    return undefined;
  }
  return {
    id: "trust-policy",
    explanation: `The trust policy of the role ${roleName} does not let Amazon Cognito in. It needs a statement that allows sts:AssumeRoleWithWebIdentity to the federated principal ${cognitoIn(regionOf(identityPoolId))}.`,
  };
}

const ASSUME = "sts:AssumeRoleWithWebIdentity";
const TAG = "sts:TagSession";

function isAdmitted(trust: PolicyDocument, identityPoolId: string, amr: string, action: string): boolean {
  const cognito = cognitoIn(regionOf(identityPoolId));
  const context = { [`${cognito}:aud`]: identityPoolId, [`${cognito}:amr`]: [amr] };
  return simulateTrust(trust, { action, principal: { type: "Federated", id: cognito }, context }) === "allowed";
}

function regionOf(identityPoolId: string): string {
  return identityPoolId.replace(/:.*/, "");
}

/** The pools that a trust policy names. */
function audiencesIn({ Statement }: PolicyDocument): string[] {
  const statements = [Statement].flat();
  return statements.flatMap((statement) =>
    Object.values(statement.Condition ?? {}).flatMap((keys) =>
      Object.entries(keys).flatMap(([key, values]) => (/:aud$/i.test(key) ? [values].flat().map(String) : [])),
    ),
  );
}

function audience(pools: readonly string[]): string {
  return pools.length === 0 ? "no identity pool" : `the users of ${pools.join(", ")}`;
}
