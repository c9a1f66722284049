export {
  checkAccess,
  type AccessCheck,
  type CheckedRow,
  type CheckOptions,
  type NotTried,
  type RefusedSignIn,
} from "./check";
export type { AuthFlow, Bucket, DeployedPool, Table, User } from "./deployed-pool";
export type { Cause, CauseId, Diagnosis } from "./diagnosis/diagnosis";
export { renderCheck, type CheckFormat } from "./formats";
export { CouldNotBeTried } from "./problem";
export type { SignInStep } from "./sign-in/sign-in-refused";
