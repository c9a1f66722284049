/** What a state's policies promise of each call, as IAM would be asked for it.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
import { withAws, type AwsRequest } from "../../__tests__/support/answering-aws";
import { checkAccess, renderCheck, type AccessCheck, type CheckOptions } from "../src";
import { ADA, answersOf, BOB, BUCKET, IDENTITIES, POOL, REGION, TABLE, type Account } from "./support/account";
import { stateWith, type Policies, type Statement } from "./support/state";

const pool = { region: REGION, identityPoolId: POOL };
const bucket = { bucketName: BUCKET };
const SUB = "${cognito-identity.amazonaws.com:sub}";
const { ada = "", bob = "" } = IDENTITIES;

async function checkBy(policies: Policies, account: Account = {}, more: Partial<CheckOptions> = {}) {
  const options = { pool, users: [ADA, BOB], bucket, table: TABLE, state: stateWith(policies), ...more } as const;
  return withAws(answersOf(account), () => checkAccess(options));
}

/** What is promised, with who may do it. */
const promised = ({ rows }: AccessCheck) =>
  rows.filter((row) => row.promised === "allowed").map(({ id, who }) => `${who} ${id}`);

const CREDENTIALS = ["ada credentials.user", "bob credentials.user"];
const allowing = (...authenticated: Statement[]): Policies => ({ authenticated });

test("nothing that no policy allows", async () => {
  const check = await checkBy(allowing({ Action: "s3:GetObject", Resource: "arn:aws:s3:::other/*" }));
  expect(promised(check)).toEqual(CREDENTIALS);
  expect(check.rows.filter((row) => row.promised === "refused").map(({ id }) => id)).toContain("objects.list-own");
});

test.each<[string, Statement[], string[]]>([
  [
    "users' own objects, as the app uploads them",
    [
      {
        Action: ["s3:PutObject"],
        Resource: `arn:aws:s3:::uploads/${SUB}-*`,
        Condition: {
          Null: {
            "s3:x-amz-acl": "true",
            "s3:x-amz-server-side-encryption": "true",
            "s3:x-amz-server-side-encryption-aws-kms-key-id": "true",
          },
        },
      },
      { Action: ["s3:GetObject", "s3:DeleteObject"], Resource: `arn:aws:s3:::uploads/${SUB}-*` },
    ],
    ["ada objects.write-own", "ada objects.read-own", "ada objects.delete-own"],
  ],
  [
    "a list of users' own objects",
    [
      {
        Action: "s3:ListBucket",
        Resource: "arn:aws:s3:::uploads",
        Condition: {
          StringLike: { "s3:prefix": `${SUB}-*` },
          Null: { "s3:delimiter": "true" },
          NumericEquals: { "s3:max-keys": "1" },
        },
      },
    ],
    ["ada objects.list-own"],
  ],
  [
    "a list of everybody's objects, and no other",
    [{ Action: "s3:ListBucket", Resource: "arn:aws:s3:::uploads", Condition: { Null: { "s3:prefix": "true" } } }],
    ["ada objects.list-all"],
  ],
  [
    "everybody's objects, read alone",
    [{ Action: "s3:GetObject", Resource: "arn:aws:s3:::uploads/*" }],
    ["ada objects.read-own", "bob objects.read-other"],
  ],
  [
    "users' own rows",
    [
      {
        Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:Query"],
        Resource: "arn:aws:dynamodb:us-east-1:123456789012:table/notes",
        Condition: {
          "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": SUB },
          Null: { "dynamodb:LeadingKeys": "false" },
        },
      },
    ],
    ["ada rows.write-own", "ada rows.read-own", "ada rows.delete-own"],
  ],
  ["a scan", [{ Action: "dynamodb:Scan", Resource: "arn:aws:dynamodb:*:*:table/notes" }], ["ada rows.scan"]],
  [
    "the pool's administration",
    [
      {
        Action: "cognito-identity:*Identit*",
        Resource: `arn:aws:cognito-identity:us-east-1:123456789012:identitypool/${POOL}`,
      },
      { Action: "cognito-identity:DeleteIdentities", Resource: "*" },
      { Action: "cognito-identity:DeleteIdentityPool", Resource: "arn:aws:cognito-identity:*:*:identitypool/*" },
    ],
    ["describe-pool", "get-roles", "list-identities", "delete-identities", "delete-pool"].map(
      (id) => `ada administration.${id}`,
    ),
  ],
  [
    "others' Cognito Sync data",
    [{ Action: "cognito-sync:List*", Resource: `arn:aws:cognito-sync:*:*:identitypool/${POOL}/identity/${bob}*` }],
    ["ada datasets.list-other", "ada datasets.read-other"],
  ],
])("%s", async (_what, statements, rows) => {
  // All of it is allowed in the account: what is not written is not read.
  const check = await checkBy(allowing(...statements), { allows: () => true });
  expect(promised(check)).toEqual([...CREDENTIALS, ...rows]);
  expect(check.rows.filter((row) => row.promised === "unknown")).toEqual([]);
});

test("what the state promises is compared with what AWS answers", async () => {
  const check = await checkBy(
    allowing(
      { Action: ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"], Resource: `arn:aws:s3:::uploads/${SUB}-*` },
      {
        Action: "s3:ListBucket",
        Resource: "arn:aws:s3:::uploads",
        Condition: { StringLike: { "s3:prefix": `${SUB}-*` } },
      },
    ),
    {},
    { table: undefined },
  );
  expect([check.verdict, check.rows.filter((row) => row.promised !== row.seen).map(({ id }) => id)]).toEqual([
    "not-as-promised",
    ["objects.list-own"],
  ]);
});

test("guests get credentials where the state has a role for them, and what its policy says", async () => {
  const read: Statement = { Action: "s3:GetObject", Resource: `arn:aws:s3:::uploads/${ada}-*` };
  const policies = { authenticated: [], unauthenticated: [read] };
  const allows = ({ operation }: { operation: string }) => /^(PUT|GET) object$/.test(operation);
  const check = await checkBy(policies, { guests: true, allows });
  expect(promised(check)).toEqual([...CREDENTIALS, "a guest credentials.guest", "a guest objects.read-other"]);
});

test("users are promised no credentials where no role is attached: that they get none is not explained", async () => {
  const refused = { error: "InvalidIdentityPoolConfigurationException", message: "Check assigned IAM roles." };
  const check = await checkBy({}, { answers: { GetCredentialsForIdentity: refused } }, { users: [ADA] });
  expect(check.rows.map(({ who, promised: promise, seen }) => [who, promise, seen])).toEqual([
    ["ada", "refused", "refused"],
    ["a guest", "refused", "refused"],
  ]);
  expect([check.verdict, check.refusedSignIns]).toEqual(["incomplete", []]);
});

test("a check without users is incomplete, though guests have all that they are promised", async () => {
  const refused = { error: "InvalidIdentityPoolConfigurationException", message: "Check assigned IAM roles." };
  const GetCredentialsForIdentity = answersOf({}).GetCredentialsForIdentity as (request: AwsRequest) => object;
  const answers = {
    GetCredentialsForIdentity: (request: AwsRequest) =>
      request.text.includes("Logins") ? refused : GetCredentialsForIdentity(request),
  };
  const check = await checkBy({ unauthenticated: [] }, { guests: true, answers }, { users: [ADA] });
  expect([check.verdict, promised(check)]).toEqual(["incomplete", ["a guest credentials.guest"]]);
});

describe("guests alone", () => {
  const own: Statement[] = [
    { Action: ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"], Resource: `arn:aws:s3:::uploads/${SUB}-*` },
  ];

  test("go after what another guest keeps", async () => {
    // The bucket lets every guest read and write everything.
    const allows = ({ operation }: { operation: string }) => operation.endsWith(" object");
    const account = { guests: true, allows };
    const check = await checkBy({ unauthenticated: own }, account, { users: [], table: undefined });
    expect(promised(check)).toEqual([
      "a guest credentials.guest",
      "another guest credentials.guest",
      ...["a guest objects.write-own", "a guest objects.read-own", "a guest objects.delete-own"],
    ]);
    expect(check.verdict).toBe("not-as-promised");
    expect(check.rows.filter((row) => row.promised !== row.seen).map(({ id, who, whose }) => [who, id, whose])).toEqual(
      ["read", "write", "delete"].map((verb) => ["another guest", `objects.${verb}-other`, "a guest's"]),
    );
  });

  test("whose own data is theirs alone are as promised", async () => {
    const allows = ({ operation, caller, path }: AwsRequest) =>
      operation.endsWith(" object") && decodeURIComponent(path).includes(IDENTITIES[caller] ?? "nobody");
    const check = await checkBy({ unauthenticated: own }, { guests: true, allows }, { users: [], table: undefined });
    expect([check.verdict, check.notTried, check.left]).toEqual(["as-promised", [], []]);
  });

  test("are incomplete where the state promises them no credentials", async () => {
    const check = await checkBy({ authenticated: [] }, {}, { users: [] });
    expect(renderCheck(check, "text")).toContain("Not known: no guest is promised credentials, so nothing was tried.");
    expect(check.verdict).toBe("incomplete");
  });
});

test("what the state does not say is tried and not judged, and the cause is named", async () => {
  const Condition = { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } };
  const check = await checkBy(
    allowing({ Action: "dynamodb:Scan", Resource: "*", Condition }),
    {},
    { bucket: undefined },
  );
  expect(check.rows.find(({ id }) => id === "rows.scan")).toMatchObject({
    promised: "unknown",
    whyPromiseUnknown: expect.stringContaining("aws:SourceIp") as string,
    seen: "refused",
  });
});

test.each([
  ["cn-north-1", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
])("in %s the ARNs are those of %s", async (region, partition) => {
  const identityPoolId = POOL.replace(REGION, region);
  const statement = { Action: "s3:GetObject", Resource: `arn:${partition}:s3:::uploads/*` };
  const options = { pool: { region, identityPoolId }, users: [ADA], bucket } as const;
  const state = stateWith(allowing(statement), identityPoolId);
  const check = await withAws(answersOf({}), () => checkAccess({ ...options, state }));
  expect(promised(check)).toEqual(["ada credentials.user", "ada objects.read-own"]);
});
