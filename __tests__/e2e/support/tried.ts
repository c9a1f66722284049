/** Lays what AWS answers to a caller beside what the simulator says of the same call. */
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { GUEST_ACTIONS } from "identity-pool-review/iam";
import type { Place, Session } from "../../../local/sign-in";
import { simulate } from "../../../src";
import type { PolicyDocument, RequestContext } from "../../../src";
import type { Attempt } from "../real-calls-table";
import { inlinePolicy, inlinePolicyNames } from "./clients";
import { answerTo, clientsOf, type Answer, type UserClients } from "./user-clients";

const CAP: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: [...GUEST_ACTIONS], Resource: "*" }],
};

/** Somebody who calls, and what the simulator is told of them. */
export interface Caller {
  readonly session: Session;
  readonly clients: UserClients;
  readonly context: RequestContext;
  /** The policies of the role that the pool gave them. */
  readonly policies: readonly PolicyDocument[];
  readonly sessionPolicies?: readonly PolicyDocument[];
}

export async function callerOf(
  place: Place,
  session: Session,
  { identityPoolId, isGuest = false, tags = {} }: { identityPoolId: string; isGuest?: boolean; tags?: RequestContext },
): Promise<Caller> {
  const { Arn = "" } = await new STSClient({ ...place, credentials: session.credentials }).send(
    new GetCallerIdentityCommand({}),
  );
  const role = Arn.split("/").at(-2) ?? "";
  const names = await inlinePolicyNames(role);
  return {
    session,
    clients: clientsOf(place, session),
    context: {
      "cognito-identity.amazonaws.com:sub": session.identityId,
      "cognito-identity.amazonaws.com:aud": identityPoolId,
      "cognito-identity.amazonaws.com:amr": [isGuest ? "unauthenticated" : "authenticated"],
      ...tags,
    },
    policies: await Promise.all(
      names.map(async (name) => (await inlinePolicy(role, name)) as unknown as PolicyDocument),
    ),
    ...(isGuest && { sessionPolicies: [CAP] }),
  };
}

/** What AWS answers, and what the simulator says. */
export async function answers(caller: Caller, attempt: Attempt): Promise<{ real: Answer; simulated: Answer }> {
  const real = await answerTo(attempt.call(caller.clients));
  const isAllowed = attempt.asks.every(
    ({ action, resource, context }) =>
      simulate(caller.policies, {
        action,
        resource,
        context: { ...caller.context, ...context },
        sessionPolicies: caller.sessionPolicies,
      }) === "allowed",
  );
  return { real, simulated: isAllowed ? "allowed" : "denied" };
}
