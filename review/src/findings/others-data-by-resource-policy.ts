import { grantsOf, type Grant } from "../access/grants";
import { conditionsOf, statementsOfPolicy } from "../access/placed-statement";
import { Session } from "../access/session";
import type { SessionUser } from "../access/session-context";
import type { People } from "../access/people";
import type { Policy, Role } from "../model/access-model";
import { nameOfPrincipal } from "../model/policies-for-everybody";
import { isKeyOfPrincipal } from "../model/resource-policies";
import type { Finding, FindingCheck, ReviewedRole } from "./finding";
import { actionsInWords, resourcesInWords } from "./grant-words";
import { OwnPlaces, severityOfReach } from "./own-places";

/** What users keep for themselves, where the policy of the resource lets in everybody: within an account a session needs no
 *  grant of its role beside it. Denies of the role count; what its permissions boundary does not allow may be allowed so.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export const othersDataByResourcePolicy: FindingCheck = ({ pool, roles }) => {
  if (pool.policiesForEverybody.length === 0) return [];
  const own = new OwnPlaces(roles);
  return pool.policiesForEverybody.flatMap((policy) => {
    const found = roles.flatMap((reviewed) =>
      reachedBy(policy, reviewed).filter(
        (grant) => grant.whose === "others" || (grant.whose === "unknown" && mayMeet(grant, reviewed, own)),
      ),
    );
    const findings = found.map((grant) => findingOf(policy, grant, own));
    const worst = findings.find(({ severity }) => severity === "high") ?? findings[0];
    return worst === undefined ? [] : [worst];
  });
};

/** Whether what could not be evaluated may be about what users keep. */
function mayMeet(grant: Grant, { session: { world } }: ReviewedRole, own: OwnPlaces): boolean {
  const { actions, resources } = grant;
  return own.meets(grant) || resources.some((one) => actions.some((action) => world.unknownAccessPoint(action, one)));
}

function findingOf({ address }: Policy, grant: Grant, own: OwnPlaces): Finding {
  const what = `${actionsInWords(grant)} on ${resourcesInWords(grant)}`;
  const unread = typeof grant.cause === "object" && "notModelled" in grant.cause ? grant.cause.notModelled : undefined;
  return {
    id: "others-data-within-reach",
    severity: severityOfReach(grant, grant.whose === "unknown" || own.meets(grant)),
    title: `${address} ${grant.whose === "unknown" ? "may let" : "lets"} everybody reach data of users`,
    reason:
      unread === undefined
        ? `It names everybody as the principal of ${what}, and so each user of the pool, whatever the policies of the role grant: users keep there what is their own.`
        : `It names everybody as the principal of ${what}, where users may keep what is their own, and the review does not model ${unread}.`,
    fix: "Name as the principal whom it is for. What everybody may read, keep under a prefix, or in a bucket, of its own.",
    address,
  };
}

/** What a role's users get by the policy of a resource. */
function reachedBy(policy: Policy, { role, session: { pool, world } }: ReviewedRole): Grant[] {
  const limits = [...role.policies, ...(role.permissionsBoundary ? [role.permissionsBoundary] : [])].map(deniesOf);
  const { permissionsBoundary: _, ...rest } = role;
  const asked = { ...rest, guestsOnly: false, policies: [...limits, policy] };
  return grantsOf(new Session(world, pool, asked, callerOf(role, world.people, isOfAccessPoint(policy))));
}

/** What asks for the principal names it as it is, and not as the policies of resources have it here. */
function deniesOf(policy: Policy): Policy {
  const denies = statementsOfPolicy(policy)
    .map(({ statement }) => statement)
    .filter(
      (statement) => statement.Effect === "Deny" && !conditionsOf(statement).some(({ key }) => isKeyOfPrincipal(key)),
    );
  return { address: policy.address, ...(policy.document && { document: { ...policy.document, Statement: denies } }) };
}

function isOfAccessPoint(policy: Policy): boolean {
  return JSON.stringify(policy.document).includes(":accesspoint/");
}

/** A user of the app who calls from the internet. */
function callerOf({ address }: Role, people: People, isThroughAccessPoint: boolean): SessionUser {
  return {
    valueOf: (key, person) => people.valueOf(key, person),
    tagValues: (key) => people.tagValues(key),
    comparedValues: (key) => {
      if (isKeyOfPrincipal(key)) return [nameOfPrincipal(address)];
      if (/^aws:sourceip$/i.test(key)) return [ADDRESS];
      if (/^aws:(?:principalis|via)awsservice$/i.test(key)) return ["false"];
      if (isThroughAccessPoint && /^s3:dataaccesspoint/i.test(key)) return undefined;
      return OF_OTHER_CALLS.test(key) ? [] : people.comparedValues(key);
    },
  };
}

/** Some address of the internet: what names a network does not mean it. */
const ADDRESS = "233.252.0.1";

/** Keys of calls through an endpoint of a VPC, through an access point, or by a service of AWS.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const OF_OTHER_CALLS =
  /^(?:aws:(?:source(?:account|arn|org\w+|vpc\w*)|vpc\w+|calledvia\w*|principalservicename\w*)|s3:dataaccesspoint\w+|kms:(?:viaservice|grant\w+))$/i;
