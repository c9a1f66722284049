import type { FindingCheck } from "./finding";

/** A pool's id is part of every identity id. With another pool all users get new ids, and lose access to what is kept under
 *  their old ones.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html */
export const poolReplaced: FindingCheck = ({ pool }) => {
  if (pool.isReplaced !== true) return [];
  return [
    {
      id: "pool-replaced",
      severity: "high",
      title: `The plan destroys the pool ${pool.name} and makes another one`,
      reason:
        "Every identity is lost, and no user gets the same id again: users lose access to the files, rows and datasets that are kept under their identity ids.",
      fix: "Undo what replaces it (its name, its developer provider's name, its region), and set prevent_destroy.",
      address: pool.address,
    },
  ];
};
