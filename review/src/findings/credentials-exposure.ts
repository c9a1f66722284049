import { SECRET_READING_ACTIONS } from "../iam/dangerous-actions";
import type { FindingCheck } from "./finding";
import { fewOf } from "./grant-words";
import { isEverything, reachedActions } from "./reached-actions";

/** Secrets that every user of the app can read. A key or a parameter that is named may be the app's own; a secret
 *  that every user can read is no secret any more.
 *  https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access.html */
export const credentialsExposure: FindingCheck = ({ roles }) =>
  roles.flatMap((reviewed) => {
    const everywhere = reachedActions(reviewed, SECRET_READING_ACTIONS, {
      counts: isEverything,
      kindOf: () => OF_ANY_NAME,
      stored: ANY_KEY,
    });
    const known = new Set(everywhere.flatMap(({ policy, actions }) => actions.map((action) => `${policy} ${action}`)));
    const named = reachedActions(reviewed, ALWAYS_SECRET)
      .map(({ policy, actions }) => ({ policy, actions: actions.filter((one) => !known.has(`${policy} ${one}`)) }))
      .filter(({ actions }) => actions.length > 0);
    return [
      ...everywhere.map(({ policy, actions }) => ({
        policy,
        actions,
        severity: "high" as const,
        where: "any resource",
      })),
      ...named.map(({ policy, actions }) => ({
        policy,
        actions,
        severity: "medium" as const,
        where: "some resources",
      })),
    ].map(({ policy, actions, severity, where }) => ({
      id: "credentials-exposure",
      severity,
      title: `${reviewed.role.name} can read secrets`,
      reason: `With ${fewOf(actions)} on ${where} every user of the app can read secrets on which other access depends.`,
      fix: "Take it out, or name the one resource that is meant for every user. Let a server of the app use a secret.",
      address: policy,
    }));
  });

/** Names that nothing limits, not the permissions boundary either: a wildcard ends them, or nothing is in its place. */
const OF_ANY_NAME = /☆|^$|[:/]$/;

/** A call of the user's own, about whichever key. What S3 decrypts for a user who may read the object is not at his disposal, and
 *  a key that a condition names by its alias is one that is named.
 *  https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
const ANY_KEY = new Map([
  ["kms:viaservice", []],
  ["kms:resourcealiases", ["alias/☆"]],
  ["kms:requestalias", ["alias/☆"]],
]);

const ALWAYS_SECRET = SECRET_READING_ACTIONS.filter((action) =>
  /^(?:secretsmanager|dsql|ec2|lightsail|rds-db|redshift|redshift-serverless):/.test(action),
);
