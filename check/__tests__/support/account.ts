/** A deployed pool in the place of AWS, with a bucket and a table: users have their own data and nothing else, unless a test says
 *  more. It answers as AWS does, and keeps what is written. */
import { withAws, type AwsAnswer, type AwsAnswers, type AwsRequest } from "../../../__tests__/support/answering-aws";
import { checkAccess, type AccessCheck, type CheckOptions } from "../../src";

export const REGION = "us-east-1";
export const POOL = `${REGION}:12345678-1234-1234-1234-123456789012`;
export const PROVIDER = `cognito-idp.${REGION}.amazonaws.com/${REGION}_AbCdEfGhI`;
export const BUCKET = "uploads";
export const TABLE = { tableName: "notes", partitionKey: "owner", sortKey: { name: "note", type: "S" } } as const;

/** Who has credentials: these are the ids of their access keys too. */
export const IDENTITIES: Readonly<Record<string, string>> = {
  ada: `${REGION}:aaaaaaaa-1111-1111-1111-111111111111`,
  bob: `${REGION}:bbbbbbbb-2222-2222-2222-222222222222`,
  guest: `${REGION}:cccccccc-3333-3333-3333-333333333333`,
  "second guest": `${REGION}:dddddddd-4444-4444-4444-444444444444`,
};

export function tokenOf(claims: object): string {
  const all = { iss: `https://${PROVIDER}`, aud: "app", token_use: "id", ...claims };
  return `header.${Buffer.from(JSON.stringify(all)).toString("base64url")}.signature`;
}

export const ADA = { name: "ada", idToken: tokenOf({ "cognito:username": "ada" }) };
export const BOB = { name: "bob", idToken: tokenOf({ "cognito:username": "bob" }) };

export interface Account {
  /** Who may do what besides. */
  readonly allows?: (request: AwsRequest) => boolean;
  /** Who may not do what all the same. */
  readonly denies?: (request: AwsRequest) => boolean;
  /** Whether guests get credentials. */
  readonly guests?: boolean;
  /** Whether the bucket keeps versions. */
  readonly versions?: boolean;
  /** What else is answered to an operation. */
  readonly answers?: AwsAnswers;
}

export interface Checked {
  readonly check: AccessCheck;
  readonly heard: readonly AwsRequest[];
  /** Paths of the objects and keys of the rows that are left, and versions of objects. */
  readonly kept: readonly string[];
}

/** What a check says of an account, and what the account was asked. */
export async function checked(account: Account, options: Partial<CheckOptions> = {}): Promise<Checked> {
  const heard: AwsRequest[] = [];
  const kept = new Set<string>();
  const all = { pool: { region: REGION, identityPoolId: POOL }, users: [ADA, BOB], ...options } as const;
  const check = await withAws(answersOf(account, kept), () => checkAccess(all), heard);
  return { check, heard, kept: [...kept] };
}

const OPERATIONS = [
  ...["PUT object", "GET object", "DELETE object", "GET objects", "DELETE version"],
  ...["PutItem", "GetItem", "Query", "DeleteItem", "Scan", "ListDatasets", "ListRecords", "DescribeIdentityPool"],
  ...["GetIdentityPoolRoles", "ListIdentities", "DeleteIdentities", "DeleteIdentityPool"],
];

/** @param kept gets what is written */
export function answersOf(account: Account, kept = new Set<string>()): AwsAnswers {
  const { allows, denies, answers } = account;
  let versions = 0;
  let guests = 0;
  const answer = (request: AwsRequest): AwsAnswer => {
    const isAllowed = isOwn(request) || allows?.(request) === true;
    if (!isAllowed || denies?.(request) === true) return refused(request);
    if (account.versions === true && request.operation in VERSIONED) {
      return VERSIONED[request.operation]?.(request.path, `v${++versions}`, kept) ?? {};
    }
    return ANSWERS[request.operation]?.(request, kept) ?? {};
  };
  return {
    ...Object.fromEntries(OPERATIONS.map((operation) => [operation, answer])),
    GetId: ({ text }: AwsRequest) => {
      const who = whoseTokenIsIn(text);
      if (who === "guest" && account.guests !== true) return GUESTS_OFF;
      // Each time that a guest asks it is another identity.
      return { IdentityId: IDENTITIES[who === "guest" && guests++ > 0 ? "second guest" : who] };
    },
    GetCredentialsForIdentity: ({ text }: AwsRequest) => {
      const { IdentityId } = JSON.parse(text) as { IdentityId: string };
      const [AccessKeyId] = Object.entries(IDENTITIES).find(([, id]) => id === IdentityId) ?? [];
      return { IdentityId, Credentials: { AccessKeyId, SecretKey: "secret", SessionToken: "session" } };
    },
    ...answers,
  };
}

const GUESTS_OFF = {
  error: "NotAuthorizedException",
  message: "Unauthenticated access is not supported for this identity pool.",
};

function whoseTokenIsIn(text: string): string {
  const { Logins = {} } = JSON.parse(text) as { Logins?: Readonly<Record<string, string>> };
  const token = Logins[PROVIDER];
  return [ADA, BOB].find(({ idToken }) => idToken === token)?.name ?? "guest";
}

/** What a user has of their own: objects and rows under their identity id. A guest has nothing. */
function isOwn({ operation, caller, path, text }: AwsRequest): boolean {
  const id = IDENTITIES[caller];
  if (id === undefined || caller.endsWith("guest") || operation === "Scan") return false;
  if (operation.endsWith(" object")) return decodeURIComponent(path).includes(id);
  return operation.endsWith("Item") || operation === "Query" ? text.includes(id) : false;
}

function refused({ operation }: AwsRequest): AwsAnswer {
  if (operation.includes(" ")) return { error: "AccessDenied", message: "Access Denied" };
  const error = /^List(Datasets|Records)$/.test(operation) ? "NotAuthorizedException" : "AccessDeniedException";
  return { error, message: "not authorized" };
}

const NOT_FOUND = { error: "ResourceNotFoundException", message: "not found" };
const NO_SUCH_KEY = { error: "NoSuchKey", message: "The specified key does not exist.", status: 404 };

type Answering = (request: AwsRequest, kept: Set<string>) => AwsAnswer;

/** What AWS answers to who may. */
const ANSWERS: Readonly<Record<string, Answering>> = {
  "PUT object": ({ path }, kept) => {
    kept.add(objectIn(path));
    return {};
  },
  "GET object": ({ path }, kept) => (kept.has(objectIn(path)) ? {} : NO_SUCH_KEY),
  "DELETE object": ({ path }, kept) => {
    kept.delete(objectIn(path));
    return {};
  },
  "GET objects": () => "<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>",
  PutItem: ({ text }, kept) => {
    kept.add(rowIn(text, "Item"));
    return {};
  },
  DeleteItem: ({ text }, kept) => {
    kept.delete(rowIn(text, "Key"));
    return {};
  },
  DeleteIdentities: () => NOT_FOUND,
  DeleteIdentityPool: () => NOT_FOUND,
  ListRecords: () => NOT_FOUND,
};

/** What a bucket answers that keeps versions. https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html */
const VERSIONED: Readonly<Record<string, (path: string, version: string, kept: Set<string>) => AwsAnswer>> = {
  "PUT object": (path, version, kept) => {
    kept.add(`${objectIn(path)} ${version}`);
    return { "x-amz-version-id": version };
  },
  "GET object": () => ({}),
  "DELETE object": (path, version, kept) => {
    kept.add(`${objectIn(path)} ${version}`);
    return { "x-amz-version-id": version, "x-amz-delete-marker": "true" };
  },
  "DELETE version": (path, _, kept) => {
    const { searchParams } = new URL(path, "http://s3");
    kept.delete(`${objectIn(path)} ${searchParams.get("versionId") ?? ""}`);
    return {};
  },
};

function objectIn(path: string): string {
  return decodeURIComponent(path.replace(/\?.*/, ""));
}

function rowIn(text: string, member: "Item" | "Key"): string {
  return JSON.stringify((JSON.parse(text) as Record<string, unknown>)[member]);
}

/** What a user pool answers to USER_SRP_AUTH: the numbers are nobody's.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html */
export const SRP_CHALLENGE = {
  ChallengeName: "PASSWORD_VERIFIER",
  Session: "a session",
  ChallengeParameters: {
    SALT: "a1b2c3d4e5f60718293a4b5c6d7e8f90",
    SECRET_BLOCK: Buffer.from("a secret block").toString("base64"),
    SRP_B: "b2".repeat(384),
    USERNAME: "ada",
    USER_ID_FOR_SRP: "ada",
  },
};

/** Without the random part of keys. */
export function withoutChance(text: string): string {
  return text
    .replaceAll(/identity-pool-check-[0-9a-f]{12}/g, "identity-pool-check-RANDOM")
    .replaceAll(/-\d{15}\b/g, "-NUMBER");
}
