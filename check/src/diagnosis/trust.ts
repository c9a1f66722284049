/** Which part of a role's trust policy refuses an identity: IAM's simulator is asked again with one thing changed.
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

/** @returns undefined if the policy allows the identity, or cannot be evaluated */
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
        explanation: `The trust policy of the role ${roleName} does not allow sts:TagSession, which is needed because the pool maps claims to principal tags.`,
      };
    }
    const aud: Cause = {
      id: "trust-aud",
      explanation: `The trust policy of the role ${roleName} allows users of ${elsewhere.join(", ")}, not of ${identityPoolId}: correct its condition on ${cognitoIn(regionOf(identityPoolId))}:aud.`,
    };
    const amr: Cause = {
      id: "trust-amr",
      explanation: `The trust policy of the role ${roleName} allows "${opposite}" identities, not "${expected}" ones: correct its condition on ${cognitoIn(regionOf(identityPoolId))}:amr, or attach the role as the ${opposite} role.`,
    };
    if (admits(elsewhere, expected)) return aud;
    if (admits([identityPoolId], opposite)) return amr;
    if (admits(elsewhere, opposite)) return { id: "trust-aud", explanation: `${aud.explanation} ${amr.explanation}` };
  } catch {
    // What the simulator does not model may allow the identity.
    return undefined;
  }
  return {
    id: "trust-policy",
    explanation: `The trust policy of the role ${roleName} does not allow Amazon Cognito. It needs a statement that allows sts:AssumeRoleWithWebIdentity to the federated principal ${cognitoIn(regionOf(identityPoolId))}.`,
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
