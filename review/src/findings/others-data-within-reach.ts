import type { FindingCheck } from "./finding";

/** Data that other users of the app keep, where a grant reaches it after every deny.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
export const othersDataWithinReach: FindingCheck = ({ roles }) =>
  roles.flatMap(({ role, grants }) =>
    grants
      .filter(({ whose }) => whose === "others")
      .map((grant) => {
        const isReading = !grant.allActionsBut && grant.actions.every((action) => READING.test(action));
        return {
          id: "others-data-within-reach",
          severity: isReading ? ("medium" as const) : ("high" as const),
          title: `${role.name} reaches data of other users with ${grant.actions.join(", ")}`,
          reason: `On ${grant.resources.join(", ")} nothing asks whose data it is: everybody with this role can ${isReading ? "read" : "read and change"} what belongs to others.`,
          fix: "Bind the resource, or a condition, to ${cognito-identity.amazonaws.com:sub}, or deny it for other identities.",
          address: grant.policy,
        };
      }),
  );

const READING = /:(?:BatchGet|Describe|Get|Head|List|Query|Read|Scan|Select)[^:]*$/i;
