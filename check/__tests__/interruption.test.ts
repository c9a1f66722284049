/** A check that is interrupted, while AWS is still to answer. */
import { withAws, type AwsRequest } from "../../__tests__/support/answering-aws";
import { checkAccess, type AuthFlow, type CheckOptions } from "../src";
import {
  ADA,
  answersOf,
  BOB,
  BUCKET,
  IDENTITIES,
  POOL,
  REGION,
  SRP_CHALLENGE,
  TABLE,
  withoutChance,
} from "./support/account";

const pool = { region: REGION, identityPoolId: POOL, userPoolId: `${REGION}_AbCdEfGhI`, userPoolClientId: "app" };
const bucket = { bucketName: BUCKET };

/** How long AWS takes to answer to who does not hang up. */
const MILLISECONDS = 5000;

interface Interrupted {
  readonly message: string;
  readonly heard: readonly AwsRequest[];
  /** Whether the call was given up before AWS answered. */
  readonly hungUp: boolean | undefined;
  readonly kept: readonly string[];
}

/** A check that is interrupted once AWS hears of the operation, which it answers late. */
async function interruptedAt(
  operation: string,
  { users = [ADA, BOB], authFlow, challenge }: Partial<CheckOptions> & { challenge?: object } = {},
): Promise<Interrupted> {
  const interruption = new AbortController();
  const kept = new Set<string>();
  const answers = answersOf({ guests: true, allows: () => true, denies: () => false }, kept);
  const heard: AwsRequest[] = [];
  let isGivenUp: Promise<boolean> | undefined;
  const late = async (request: AwsRequest) => {
    const usual = answers[request.operation] ?? {};
    const answer = typeof usual === "function" ? (usual as (request: AwsRequest) => object)(request) : usual;
    // What is removed at the end is answered at once.
    if (isGivenUp === undefined) {
      isGivenUp = hungUpBefore(MILLISECONDS, request);
      interruption.abort();
      await isGivenUp;
    }
    return answer;
  };
  const options = { pool, users, authFlow, bucket, table: TABLE, signal: interruption.signal };
  const message = await withAws(
    { ...answers, ...(challenge && { InitiateAuth: challenge }), [operation]: late },
    () =>
      checkAccess(options).then(
        () => "no failure",
        (failure: unknown) => String(failure),
      ),
    heard,
  );
  return { message: withoutChance(message), heard, hungUp: await isGivenUp, kept: [...kept] };
}

async function hungUpBefore(milliseconds: number, { hungUp }: AwsRequest): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  const isHungUp = await Promise.race([hungUp.then(() => true), late]);
  clearTimeout(timer);
  return isHungUp;
}

test.each([
  ...["GetId", "GetCredentialsForIdentity"],
  ...["PUT object", "GET object", "DELETE object", "GET objects"],
  ...["PutItem", "GetItem", "Query", "DeleteItem", "Scan"],
  ...["DescribeIdentityPool", "GetIdentityPoolRoles", "ListIdentities", "DeleteIdentities", "DeleteIdentityPool"],
  ...["ListDatasets", "ListRecords"],
])("ends without waiting for the answer to %s, and leaves nothing behind", async (operation) => {
  const { message, hungUp, kept } = await interruptedAt(operation);
  expect([message, hungUp, kept]).toEqual(["CouldNotBeTried: the check was interrupted", true, []]);
});

test("asks for nothing more but the removal of what was written", async () => {
  const { heard } = await interruptedAt("GET object");
  const asked = heard.map(({ caller, operation }) => `${caller} ${operation}`.trim());
  expect(asked.slice(asked.indexOf("ada PUT object"))).toEqual([
    "ada PUT object",
    "ada GET object",
    "ada DELETE object",
  ]);
});

test.each<[string, AuthFlow, object | undefined]>([
  ["InitiateAuth", "USER_PASSWORD_AUTH", undefined],
  ["InitiateAuth", "USER_SRP_AUTH", undefined],
  ["RespondToAuthChallenge", "USER_SRP_AUTH", SRP_CHALLENGE],
])("ends without waiting for the answer to %s of %s", async (operation, authFlow, challenge) => {
  const users = [{ name: "ada", password: "a password" }] as const;
  const { message, hungUp } = await interruptedAt(operation, { users, authFlow, challenge });
  expect([message, hungUp]).toEqual(["CouldNotBeTried: the check was interrupted", true]);
});

test("names what it could not remove", async () => {
  const interruption = new AbortController();
  const answers = answersOf({ denies: ({ operation }) => operation === "DELETE object" });
  const options = { pool, users: [ADA], bucket, signal: interruption.signal } as const;
  const written = () => {
    interruption.abort();
    return {};
  };
  const failure = withAws({ ...answers, "PUT object": written }, () => checkAccess(options));
  await expect(
    failure.catch((error: unknown) => Promise.reject(new Error(withoutChance(String(error))))),
  ).rejects.toThrow(
    `CouldNotBeTried: the check was interrupted. Left behind, to be removed by hand: s3://uploads/${IDENTITIES.ada ?? ""}-identity-pool-check-RANDOM (AccessDenied)`,
  );
});

test("a signal that was given before it starts: nobody signs in", async () => {
  const heard: AwsRequest[] = [];
  const options = { pool, users: [ADA], bucket, signal: AbortSignal.abort() } as const;
  await withAws(answersOf({}), () => expect(checkAccess(options)).rejects.toThrow("the check was interrupted"), heard);
  expect(heard).toEqual([]);
});
