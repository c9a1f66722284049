/** Signs in to a deployed pool as its users, and tries what they may and may not do. */
import { administration, unusedIdentityId } from "./attempts/administration";
import { answerTo, type Attempt } from "./attempts/attempt";
import { clientsOf, close, type Caller } from "./attempts/caller";
import { datasets } from "./attempts/datasets";
import { Objects } from "./attempts/objects";
import { Rows } from "./attempts/rows";
import type { AuthFlow, Bucket, DeployedPool, Table, User } from "./deployed-pool";
import type { Diagnosis } from "./diagnosis/diagnosis";
import { CouldNotBeTried, messageOf } from "./problem";
import { promisesFor, type Promises } from "./promises";
import type { SignInStep } from "./sign-in/sign-in-refused";
import { SignIns, type SignInOutcome } from "./sign-in/sign-ins";
import { Traces } from "./traces";
import { areGuestsAlone, isOpen, isUnlike } from "./verdict";

/** What {@link checkAccess} takes.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html */
export interface CheckOptions {
  readonly pool: DeployedPool;
  /** One user or two: with a second one, another user's data is tried too. None for a pool of guests alone.
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
  readonly users: readonly [] | readonly [User] | readonly [User, User];
  /** @default "USER_SRP_AUTH"
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html */
  readonly authFlow?: AuthFlow;
  /** @default none: no objects are tried
   *  @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html */
  readonly bucket?: Bucket;
  /** @default none: no rows are tried
   *  @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html */
  readonly table?: Table;
  /** What is promised: the parsed output of `terraform show -json` for the state of the pool, or for a plan.
   *  @default what both sets of permissions of the stack give
   *  @see https://developer.hashicorp.com/terraform/internals/json-format */
  readonly state?: object;
  /** Aborts the check. What it has written is removed all the same.
   *  @default none
   *  @see https://nodejs.org/api/globals.html#class-abortsignal */
  readonly signal?: AbortSignal;
}

/** What came of a check.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html */
export interface AccessCheck {
  /** "incomplete" if everything that is known is as promised, but something had no clear answer or no known promise; also if no
   *  user is promised credentials and none got any, and without users no guest. */
  readonly verdict: "as-promised" | "not-as-promised" | "incomplete";
  readonly region: string;
  readonly identityPoolId: string;
  /** In the order in which they were tried. */
  readonly rows: readonly CheckedRow[];
  /** Why a sign-in was refused, one for each row that says so. */
  readonly refusedSignIns: readonly RefusedSignIn[];
  /** What was not tried, and why. */
  readonly notTried: readonly NotTried[];
  /** What the check has written and could not remove. */
  readonly left: readonly string[];
}

/** One thing that was tried.
 *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export interface CheckedRow {
  /** Such as "objects.read-other". */
  readonly id: string;
  readonly who: string;
  readonly what: string;
  readonly whose: string;
  /** "unknown" where the state does not say: then what was seen is not judged. */
  readonly promised: "allowed" | "refused" | "unknown";
  /** Why the promise is not known. */
  readonly whyPromiseUnknown?: string;
  /** "unknown" where AWS's answer says neither. */
  readonly seen: "allowed" | "refused" | "unknown";
  /** "done", or AWS's error. */
  readonly answer: string;
}

/** A sign-in that was refused, and why.
 *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html */
export interface RefusedSignIn extends Diagnosis {
  readonly who: string;
  readonly step: SignInStep;
  /** The name of AWS's error, and its words. */
  readonly error: string;
  readonly message: string;
}

/** Something that was not tried.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html */
export interface NotTried {
  readonly what: string;
  readonly reason: string;
}

/** Tries a deployed pool. The account is left as it was, but for the identities that the sign-ins make.
 *  @throws Error if it could not be tried; its message is one line
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
export async function checkAccess(options: CheckOptions): Promise<AccessCheck> {
  return new Check(options).run();
}

const GUEST = "a guest";
const ANOTHER_GUEST = "another guest";

class Check {
  private readonly rows: CheckedRow[] = [];
  private readonly refusedSignIns: RefusedSignIn[] = [];
  private readonly notTried: NotTried[] = [];
  private readonly traces = new Traces();
  private readonly callers: Caller[] = [];
  private readonly promises: Promises;

  /** @throws CouldNotBeTried */
  constructor(private readonly options: CheckOptions) {
    const { pool, users, state } = options;
    if (users.length === 0 && state === undefined && pool.allowUnauthenticatedIdentities !== true) {
      throw new CouldNotBeTried(
        "users is empty, and pool.allowUnauthenticatedIdentities is not true: give a user, or say that guests are meant to get credentials",
      );
    }
    this.promises = promisesFor(pool, state);
  }

  async run(): Promise<AccessCheck> {
    const { pool, signal } = this.options;
    const failure = await this.tryAll().then(
      () => undefined,
      (error: unknown) => error,
    );
    const left = await this.traces.remove();
    for (const { clients } of this.callers) close(clients);
    if (signal?.aborted === true) throw withLeft(new CouldNotBeTried("the check was interrupted"), left);
    if (failure !== undefined) throw withLeft(failure, left);
    return {
      verdict: verdictOn(this.rows),
      region: pool.region,
      identityPoolId: pool.identityPoolId,
      rows: this.rows,
      refusedSignIns: this.refusedSignIns,
      notTried: this.notTried,
      left,
    };
  }

  private async tryAll(): Promise<void> {
    const { pool, users, authFlow, signal } = this.options;
    const areGuestsMeant = this.promises.guest().promised !== "refused";
    const signIns = new SignIns({ ...pool, allowUnauthenticatedIdentities: areGuestsMeant }, authFlow, signal);
    if (users.length === 0) {
      await this.tryGuestsAlone(signIns);
      return;
    }
    const callers: Caller[] = [];
    for (const user of users) {
      const caller = this.callerFrom(user.name, await signIns.user(user));
      if (caller !== undefined) callers.push(caller);
    }
    const guest = this.callerFrom(undefined, await signIns.guest());
    const [first, second] = callers;
    if (first === undefined) {
      this.skip("what users may do", "no user got credentials");
    } else {
      await this.tryData(first, second, guest);
    }
    if (guest !== undefined) await this.tryDataOfGuest(guest);
    for (const caller of [first, guest]) {
      if (caller === undefined) continue;
      await this.tryOfPool(
        caller,
        [second, first].find((each) => each !== undefined && each !== caller),
      );
    }
  }

  /** Two guests are two identities, as two users are: where a state says what guests keep, one goes after what the other has. */
  private async tryGuestsAlone(signIns: SignIns): Promise<void> {
    const guest = this.callerFrom(undefined, await signIns.guest());
    if (guest === undefined) return;
    if (!this.promises.areOfState) {
      await this.tryDataOfGuest(guest);
      await this.tryOfPool(guest, undefined);
      return;
    }
    const another = this.callerFrom(undefined, await signIns.guest(), ANOTHER_GUEST);
    await this.tryData(guest, another, undefined);
    await this.tryOfPool(guest, another);
  }

  private async tryOfPool(caller: Caller, other: Caller | undefined): Promise<void> {
    const { pool } = this.options;
    const nobody = { name: "nobody", identityId: unusedIdentityId(pool.identityPoolId.replace(/:.*/, "")) };
    await this.tryEach(administration(caller, pool), datasets(caller, pool, other ?? nobody));
  }

  private async tryData(first: Caller, second: Caller | undefined, guest: Caller | undefined): Promise<void> {
    const { pool, bucket, table } = this.options;
    const others = [second, guest].filter((caller) => caller !== undefined);
    if (second === undefined) this.skip("another user's data", "only one user is signed in");
    if (bucket === undefined) this.skip("objects", "no bucket is named");
    else {
      const objects = new Objects({ ...bucket, poolRegion: pool.region, traces: this.traces }, first);
      await this.tryEach(objects.ofOwner("allowed"), this.promises.areOfState ? [objects.listOwn("refused")] : []);
      await this.tryEach(objects.ofOthers(others));
      await this.tryEach(objects.deletedByOwner("allowed"), objects.lists(first));
      for (const other of others) await this.tryEach(objects.lists(other));
    }
    if (table === undefined) return;
    const rows = new Rows({ ...table, region: pool.region, traces: this.traces }, first);
    await this.tryEach(rows.ofOwner("allowed"));
    for (const other of others) await this.tryEach(rows.ofOthers(other));
    await this.tryEach(rows.deletedByOwner(), [rows.scan(first)]);
  }

  /** Whoever is signed in besides: guests keep nothing. */
  private async tryDataOfGuest(guest: Caller): Promise<void> {
    const { pool, bucket, table } = this.options;
    if (bucket === undefined) this.skip("objects", "no bucket is named");
    else {
      const objects = new Objects({ ...bucket, poolRegion: pool.region, traces: this.traces }, guest);
      await this.tryEach(objects.ofOwner("refused"), objects.lists(guest));
    }
    if (table === undefined) return;
    const rows = new Rows({ ...table, region: pool.region, traces: this.traces }, guest);
    await this.tryEach(rows.ofOwner("refused"), [rows.scan(guest)]);
  }

  private async tryEach(...attempts: readonly (readonly Attempt[])[]): Promise<void> {
    const { signal } = this.options;
    for (const attempt of attempts.flat()) {
      if (signal?.aborted) return;
      const { id, caller, what, whose } = attempt;
      const promise = this.promises.access(attempt);
      const missing = attempt.isMissing?.();
      if (missing !== undefined) this.skip(`${caller.name} ${what}, ${whose}`, missing);
      else this.rows.push({ id, who: caller.name, what, whose, ...promise, ...(await answerTo(attempt, signal)) });
    }
  }

  /** @param user undefined for a guest */
  private callerFrom(user: string | undefined, outcome: SignInOutcome, name = user ?? GUEST): Caller | undefined {
    const promise = user === undefined ? this.promises.guest() : this.promises.user(outcome.token);
    const row = {
      id: user === undefined ? "credentials.guest" : "credentials.user",
      who: name,
      what: "asks for credentials",
      whose: "",
      ...promise,
    };
    if ("refused" in outcome) {
      const { step, error, message, diagnosis } = outcome.refused;
      this.rows.push({ ...row, seen: "refused", answer: error });
      if (promise.promised !== "refused") this.refusedSignIns.push({ who: name, step, error, message, ...diagnosis });
      return undefined;
    }
    this.rows.push({ ...row, seen: "allowed", answer: "done" });
    const { region } = this.options.pool;
    const { identityId, token } = outcome;
    const clients = clientsOf(outcome, region, this.options.bucket?.region);
    const caller = { name, token, identityId, clients };
    this.callers.push(caller);
    return caller;
  }

  /** Once, whoever would have tried it. */
  private skip(what: string, reason: string): void {
    if (this.notTried.some((one) => one.what === what && one.reason === reason)) return;
    this.notTried.push({ what, reason });
  }
}

function verdictOn(rows: readonly CheckedRow[]): AccessCheck["verdict"] {
  if (rows.some(isUnlike)) return "not-as-promised";
  const credentials = areGuestsAlone(rows) ? "credentials.guest" : "credentials.user";
  const nobody = rows.every(({ id, seen }) => id !== credentials || seen !== "allowed");
  return nobody || rows.some(isOpen) ? "incomplete" : "as-promised";
}

function withLeft(failure: unknown, left: readonly string[]): unknown {
  if (left.length === 0) return failure;
  return new CouldNotBeTried(`${messageOf(failure)}. Left behind, to be removed by hand: ${left.join(", ")}`);
}
