/** What a check tries, in what order, and what it says of it. AWS's answers come from a server in its place. */
import type { AwsRequest } from "../../__tests__/support/answering-aws";
import type { AccessCheck } from "../src";
import { ADA, BOB, BUCKET, checked, IDENTITIES, POOL, PROVIDER, REGION, TABLE, withoutChance } from "./support/account";

const bucket = { bucketName: BUCKET };
const pool = { region: REGION, identityPoolId: POOL };
const withGuests = { ...pool, allowUnauthenticatedIdentities: true };

/** What AWS was asked: by whom, for what, and with what. */
const asked = (heard: readonly AwsRequest[]) =>
  heard.map(({ caller, operation, path, text }) => {
    const said = path === "/" ? text : decodeURIComponent(path).replace(/[?&]x-id=\w+/, "");
    return withoutChance(`${caller} ${operation} ${said}`.trim());
  });

/** What is in a table, in the order of its columns. */
const rowsOf = ({ rows }: AccessCheck) =>
  rows.map(({ id, who, what, whose, promised, seen }) => [id, who, what, whose, promised, seen].join("|"));

const unlike = ({ rows }: AccessCheck) => rows.filter(({ promised, seen }) => promised !== seen);
const idsUnlike = (check: AccessCheck) => unlike(check).map(({ id, who }) => `${who} ${id}`);

const DENIED = { error: "AccessDenied", message: "Access Denied" };
const { ada, bob, guest } = IDENTITIES as { ada: string; bob: string; guest: string };
const UNUSED = `${REGION}:00000000-0000-0000-0000-000000000000`;
const logins = (idToken: string) => `"Logins":{"cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI":"${idToken}"}`;

const administrationBy = (who: string) => [
  `${who} DescribeIdentityPool {"IdentityPoolId":"${POOL}"}`,
  `${who} GetIdentityPoolRoles {"IdentityPoolId":"${POOL}"}`,
  `${who} ListIdentities {"IdentityPoolId":"${POOL}","MaxResults":1}`,
  `${who} DeleteIdentities {"IdentityIdsToDelete":["${UNUSED}"]}`,
  `${who} DeleteIdentityPool {"IdentityPoolId":"${UNUSED}"}`,
];

const datasetsBy = (who: string, whose: string) => {
  const datasets = `/identitypools/${POOL}/identities/${whose}/datasets`;
  return [
    `${who} ListDatasets ${datasets}?maxResults=1`,
    `${who} ListRecords ${datasets}/identity-pool-check/records?maxResults=1`,
  ];
};

describe("two users whose pool is as promised", () => {
  const key = `/uploads/${ada}-identity-pool-check-RANDOM`;
  const row = `{"owner":{"S":"${ada}"},"note":{"S":"identity-pool-check-RANDOM"}}`;

  test("are asked for their own data and each other's, and for nothing else", async () => {
    const { heard } = await checked({}, { bucket, table: TABLE });
    expect(asked(heard)).toEqual([
      `GetId {"IdentityPoolId":"${POOL}",${logins(ADA.idToken)}}`,
      `GetCredentialsForIdentity {"IdentityId":"${ada}",${logins(ADA.idToken)}}`,
      `GetId {"IdentityPoolId":"${POOL}",${logins(BOB.idToken)}}`,
      `GetCredentialsForIdentity {"IdentityId":"${bob}",${logins(BOB.idToken)}}`,
      `GetId {"IdentityPoolId":"${POOL}"}`,
      `ada PUT object ${key}`,
      `ada GET object ${key}`,
      `bob GET object ${key}`,
      `bob PUT object ${key}`,
      `bob DELETE object ${key}`,
      `ada DELETE object ${key}`,
      "ada GET objects /uploads/?list-type=2&max-keys=1",
      `bob GET objects /uploads/?list-type=2&max-keys=1&prefix=${ada}-`,
      `ada PutItem {"TableName":"notes","Item":${row}}`,
      `ada GetItem {"TableName":"notes","Key":${row}}`,
      `bob GetItem {"TableName":"notes","Key":${row}}`,
      `bob Query {"TableName":"notes","Limit":1,"KeyConditionExpression":"#owner = :owner","ExpressionAttributeNames":{"#owner":"owner"},"ExpressionAttributeValues":{":owner":{"S":"${ada}"}}}`,
      `bob PutItem {"TableName":"notes","Item":${row}}`,
      `bob DeleteItem {"TableName":"notes","Key":${row}}`,
      `ada DeleteItem {"TableName":"notes","Key":${row}}`,
      'ada Scan {"TableName":"notes","Limit":1}',
      ...administrationBy("ada"),
      ...datasetsBy("ada", bob),
      // Whatever was answered before: what was written is removed at the end.
      `ada DELETE object ${key}`,
      `ada DeleteItem {"TableName":"notes","Key":${row}}`,
    ]);
  });

  test("are in a table, each with what they tried", async () => {
    const { check } = await checked({}, { bucket, table: TABLE });
    expect(rowsOf(check)).toEqual([
      "credentials.user|ada|asks for credentials||allowed|allowed",
      "credentials.user|bob|asks for credentials||allowed|allowed",
      "credentials.guest|a guest|asks for credentials||refused|refused",
      "objects.write-own|ada|writes an object|their own|allowed|allowed",
      "objects.read-own|ada|reads an object|their own|allowed|allowed",
      "objects.read-other|bob|reads an object|ada's|refused|refused",
      "objects.write-other|bob|writes an object|ada's|refused|refused",
      "objects.delete-other|bob|deletes an object|ada's|refused|refused",
      "objects.delete-own|ada|deletes an object|their own|allowed|allowed",
      "objects.list-all|ada|lists objects|everybody's|refused|refused",
      "objects.list-other|bob|lists objects|ada's|refused|refused",
      "rows.write-own|ada|writes a row|their own|allowed|allowed",
      "rows.read-own|ada|reads a row|their own|allowed|allowed",
      "rows.read-other|bob|reads a row|ada's|refused|refused",
      "rows.query-other|bob|queries rows|ada's|refused|refused",
      "rows.write-other|bob|writes a row|ada's|refused|refused",
      "rows.delete-other|bob|deletes a row|ada's|refused|refused",
      "rows.delete-own|ada|deletes a row|their own|allowed|allowed",
      "rows.scan|ada|scans the table|everybody's|refused|refused",
      "administration.describe-pool|ada|reads the pool's settings|the pool's|refused|refused",
      "administration.get-roles|ada|reads the pool's roles|the pool's|refused|refused",
      "administration.list-identities|ada|lists the pool's identities|the pool's|refused|refused",
      "administration.delete-identities|ada|deletes an identity that is not there|the pool's|refused|refused",
      "administration.delete-pool|ada|deletes a pool that is not there|the pool's|refused|refused",
      "datasets.list-other|ada|lists Cognito Sync datasets|bob's|refused|refused",
      "datasets.read-other|ada|reads a Cognito Sync dataset|bob's|refused|refused",
    ]);
  });

  test("leave nothing behind, and no question open", async () => {
    const { check, kept } = await checked({}, { bucket, table: TABLE });
    expect({ ...check, rows: [], kept }).toEqual({
      verdict: "as-promised",
      ...pool,
      rows: [],
      refusedSignIns: [],
      notTried: [],
      left: [],
      kept: [],
    });
  });

  test("keep objects where the app puts them", async () => {
    const { heard } = await checked({}, { bucket: { ...bucket, prefix: "private/", keySeparator: "/" } });
    const paths = heard.filter(({ operation }) => operation.endsWith(" object")).map(({ path }) => path);
    expect(new Set(paths.map((path) => withoutChance(decodeURIComponent(path)).replace(/\?.*/, "")))).toEqual(
      new Set([`/uploads/private/${ada}/identity-pool-check-RANDOM`]),
    );
    expect(asked(heard)).toContain(`bob GET objects /uploads/?list-type=2&max-keys=1&prefix=private/${ada}/`);
  });

  test("keep rows where the app puts them, below a number that no app has", async () => {
    const table = { ...TABLE, keyPrefix: "USER#", sortKey: { name: "at", type: "N" } } as const;
    const { heard, kept } = await checked({}, { table });
    expect(asked(heard)).toContain(
      `ada PutItem {"TableName":"notes","Item":{"owner":{"S":"USER#${ada}"},"at":{"N":"-NUMBER"}}}`,
    );
    expect(asked(heard).find((request) => request.includes("Query"))).toContain(`{":owner":{"S":"USER#${ada}"}}`);
    expect(kept).toEqual([]);
  });

  test("only look at the rows of a table whose rows have no sort key: they are the app's own", async () => {
    const { check, heard } = await checked({}, { table: { tableName: "notes", partitionKey: "owner" } });
    const ofRows = asked(heard).filter((request) => request.includes('"TableName"'));
    expect(ofRows.slice(0, 2)).toEqual([
      `ada GetItem {"TableName":"notes","Key":{"owner":{"S":"${ada}"}}}`,
      `bob GetItem {"TableName":"notes","Key":{"owner":{"S":"${ada}"}}}`,
    ]);
    expect(check.rows.filter(({ id }) => id.startsWith("rows.")).map(({ id }) => id)).toEqual([
      "rows.read-own",
      "rows.read-other",
      "rows.query-other",
      "rows.scan",
    ]);
  });
});

describe("users who may do everything", () => {
  const allows = () => true;

  test("break every promise but those of their own data: nothing of it is left", async () => {
    const { check, kept } = await checked({ allows }, { bucket, table: TABLE });
    expect([check.verdict, idsUnlike(check)]).toEqual([
      "not-as-promised",
      [
        ...["read", "write", "delete"].map((verb) => `bob objects.${verb}-other`),
        ...["ada objects.list-all", "bob objects.list-other"],
        ...["read", "query", "write", "delete"].map((verb) => `bob rows.${verb}-other`),
        "ada rows.scan",
        ...["describe-pool", "get-roles", "list-identities", "delete-identities", "delete-pool"].map(
          (verb) => `ada administration.${verb}`,
        ),
        ...["ada datasets.list-other", "ada datasets.read-other"],
      ],
    ]);
    expect([check.left, kept]).toEqual([[], []]);
  });

  test("are let through where AWS answers that an identity, a pool or a data set is missing", async () => {
    const { check } = await checked({ allows });
    const answers = Object.fromEntries(check.rows.map(({ id, answer }) => [id, answer]));
    expect(answers).toMatchObject({
      "administration.list-identities": "done",
      "administration.delete-identities": "ResourceNotFoundException",
      "administration.delete-pool": "ResourceNotFoundException",
      "datasets.read-other": "ResourceNotFoundException",
    });
  });
});

describe("guests", () => {
  test("who are meant get credentials, and try others' data and the pool's administration", async () => {
    const { check, heard } = await checked({ guests: true }, { pool: withGuests, bucket, table: TABLE });
    expect([check.verdict, check.notTried]).toEqual([
      "as-promised",
      [{ what: "a guest reads an object, their own", reason: "no object could be written" }],
    ]);
    expect(check.rows.filter(({ who }) => who === "a guest").map(({ id, whose }) => `${id} ${whose}`.trim())).toEqual([
      "credentials.guest",
      ...["objects.read-other ada's", "objects.write-other ada's", "objects.delete-other ada's"],
      "objects.list-other ada's",
      ...["rows.read-other ada's", "rows.query-other ada's", "rows.write-other ada's", "rows.delete-other ada's"],
      ...["objects.write-own their own", "objects.list-all everybody's"],
      ...["rows.write-own their own", "rows.read-own their own", "rows.scan everybody's"],
      ...["describe-pool", "get-roles", "list-identities", "delete-identities", "delete-pool"].map(
        (id) => `administration.${id} the pool's`,
      ),
      ...["datasets.list-other bob's", "datasets.read-other bob's"],
    ]);
    expect(asked(heard)).toEqual(
      expect.arrayContaining([
        `GetCredentialsForIdentity {"IdentityId":"${guest}"}`,
        `guest PUT object /uploads/${guest}-identity-pool-check-RANDOM`,
        ...administrationBy("guest"),
        ...datasetsBy("guest", bob),
      ]),
    );
  });

  test("who are meant and get none break a promise, and the cause is named", async () => {
    const { check } = await checked({}, { pool: withGuests });
    expect([check.verdict, idsUnlike(check)]).toEqual(["not-as-promised", ["a guest credentials.guest"]]);
    expect(check.refusedSignIns).toEqual([
      {
        who: "a guest",
        step: "GetId",
        error: "NotAuthorizedException",
        message: "Unauthenticated access is not supported for this identity pool.",
        certain: true,
        causes: [{ id: "guests-off", explanation: expect.stringContaining("gives guests no credentials") as string }],
      },
    ]);
  });

  test("who are not meant and get credentials break a promise", async () => {
    const { check } = await checked({ guests: true });
    expect([check.verdict, idsUnlike(check)]).toEqual(["not-as-promised", ["a guest credentials.guest"]]);
    expect(check.refusedSignIns).toEqual([]);
  });

  test("who are not meant and get none are no sign-in to explain", async () => {
    const { check, heard } = await checked({});
    expect(check.refusedSignIns).toEqual([]);
    // Nobody reads the pool's settings to explain it: only ada is asked, and may not.
    expect(asked(heard).filter((request) => request.includes("DescribeIdentityPool"))).toEqual([
      `ada DescribeIdentityPool {"IdentityPoolId":"${POOL}"}`,
    ]);
  });

  test("who write and read objects of their own break two promises: nothing is left", async () => {
    const allows = ({ caller, path }: AwsRequest) => caller === "guest" && decodeURIComponent(path).includes(guest);
    const { check, kept } = await checked({ guests: true, allows }, { pool: withGuests, bucket });
    expect(idsUnlike(check)).toEqual(["a guest objects.write-own", "a guest objects.read-own"]);
    expect([check.left, kept]).toEqual([[], []]);
  });

  test("read what others may delete before it is deleted", async () => {
    // S3 answers NoSuchKey only to who may list the bucket, and AccessDenied to all others.
    const deleted = new Set<string>();
    const { check } = await checked(
      {
        guests: true,
        answers: {
          "PUT object": {},
          "DELETE object": ({ path }: AwsRequest) => {
            deleted.add(path.replace(/\?.*/, ""));
            return {};
          },
          "GET object": ({ path }: AwsRequest) => (deleted.has(path.replace(/\?.*/, "")) ? DENIED : {}),
        },
      },
      { pool: withGuests, bucket },
    );
    expect(idsUnlike(check)).toContain("a guest objects.read-other");
  });
});

describe("guests alone", () => {
  test("keep nothing, and nobody else is asked for", async () => {
    const { check, heard } = await checked({ guests: true }, { users: [], pool: withGuests, bucket, table: TABLE });
    expect(asked(heard)).toEqual([
      `GetId {"IdentityPoolId":"${POOL}"}`,
      `GetCredentialsForIdentity {"IdentityId":"${guest}"}`,
      `guest PUT object /uploads/${guest}-identity-pool-check-RANDOM`,
      "guest GET objects /uploads/?list-type=2&max-keys=1",
      ...["PutItem", "GetItem"].map((operation) => expect.stringContaining(`guest ${operation} {"Table`) as string),
      'guest Scan {"TableName":"notes","Limit":1}',
      ...administrationBy("guest"),
      ...datasetsBy("guest", UNUSED),
    ]);
    expect([check.verdict, idsUnlike(check), check.notTried]).toEqual([
      "as-promised",
      [],
      [{ what: "a guest reads an object, their own", reason: "no object could be written" }],
    ]);
  });

  test("who write what they should not break a promise: nothing is left", async () => {
    const allows = ({ operation }: AwsRequest) => /^(PutItem|DeleteItem)$/.test(operation);
    const { check, kept } = await checked({ guests: true, allows }, { users: [], pool: withGuests, table: TABLE });
    expect([check.verdict, idsUnlike(check), kept]).toEqual(["not-as-promised", ["a guest rows.write-own"], []]);
  });

  test("who get no credentials break a promise", async () => {
    const { check } = await checked({}, { users: [], pool: withGuests });
    expect([check.verdict, idsUnlike(check)]).toEqual(["not-as-promised", ["a guest credentials.guest"]]);
    expect(check.refusedSignIns.map(({ who }) => who)).toEqual(["a guest"]);
  });

  test("cannot be tried where they are not meant to get credentials", async () => {
    await expect(checked({}, { users: [] })).rejects.toThrow(
      "users is empty, and pool.allowUnauthenticatedIdentities is not true",
    );
  });
});

describe("one user alone", () => {
  test("has no other one's data to try, and says so; nobody's Cognito Sync data is asked for", async () => {
    const { check, heard } = await checked({}, { users: [ADA], bucket });
    expect([check.verdict, check.notTried]).toEqual([
      "as-promised",
      [{ what: "another user's data", reason: "only one user is signed in" }],
    ]);
    expect(asked(heard)).toEqual(expect.arrayContaining(datasetsBy("ada", UNUSED)));
    expect(check.rows.find(({ id }) => id === "datasets.list-other")?.whose).toBe("nobody's");
  });

  test("beside a guest: the guest goes after the user's data", async () => {
    const { check, heard } = await checked({ guests: true }, { users: [ADA], pool: withGuests });
    expect(asked(heard)).toEqual(expect.arrayContaining([...datasetsBy("ada", UNUSED), ...datasetsBy("guest", ada)]));
    expect(check.rows.filter(({ id }) => id === "datasets.list-other").map(({ whose }) => whose)).toEqual([
      "nobody's",
      "ada's",
    ]);
  });

  test("without a bucket: objects are named as not tried", async () => {
    const { check } = await checked({});
    expect(check.notTried).toEqual([{ what: "objects", reason: "no bucket is named" }]);
  });
});

describe("users whom the identity pool refuses", () => {
  const refused = { error: "NotAuthorizedException", message: "Token is not from a supported provider." };

  test("nobody is signed in: what users may do is not tried, and the guest is all the same", async () => {
    const GetId = ({ text }: AwsRequest) => (text.includes("Logins") ? refused : { IdentityId: guest });
    const { check } = await checked({ guests: true, answers: { GetId } }, { pool: withGuests, bucket });
    expect([check.verdict, check.notTried]).toEqual([
      "not-as-promised",
      [
        { what: "what users may do", reason: "no user got credentials" },
        { what: "a guest reads an object, their own", reason: "no object could be written" },
      ],
    ]);
    expect(check.refusedSignIns.map(({ who, step, error }) => [who, step, error])).toEqual([
      ["ada", "GetId", "NotAuthorizedException"],
      ["bob", "GetId", "NotAuthorizedException"],
    ]);
    expect(check.rows.filter(({ who }) => who === "a guest").map(({ id }) => id)).toEqual([
      "credentials.guest",
      ...["objects.write-own", "objects.list-all"],
      ...["describe-pool", "get-roles", "list-identities", "delete-identities", "delete-pool"].map(
        (id) => `administration.${id}`,
      ),
      ...["datasets.list-other", "datasets.read-other"],
    ]);
    expect(check.rows.find(({ id }) => id === "datasets.list-other")?.whose).toBe("nobody's");
  });

  test("without a bucket nobody tries objects, the guest neither, and that is said once", async () => {
    const GetId = ({ text }: AwsRequest) => (text.includes("Logins") ? refused : { IdentityId: guest });
    const { check } = await checked({ guests: true, answers: { GetId } }, { pool: withGuests });
    expect(check.notTried).toEqual([
      { what: "what users may do", reason: "no user got credentials" },
      { what: "objects", reason: "no bucket is named" },
    ]);
    const withUsers = await checked({ guests: true }, { pool: withGuests });
    expect(withUsers.check.notTried).toEqual([{ what: "objects", reason: "no bucket is named" }]);
  });

  test("the cause is what the account says of the pool, for those who may read it", async () => {
    const answers = {
      GetId: refused,
      DescribeIdentityPool: { CognitoIdentityProviders: [{ ProviderName: PROVIDER, ClientId: "another" }] },
      GetIdentityPoolRoles: {},
    };
    const { check } = await checked({ answers }, { users: [ADA] });
    expect(check.refusedSignIns.map(({ certain, causes }) => [certain, causes.map(({ id }) => id)])).toEqual([
      [true, ["client-not-of-identity-pool"]],
    ]);
  });

  test("the cause is what the account says of the pool, for guests who are meant too", async () => {
    const unusable = { error: "InvalidIdentityPoolConfigurationException", message: "Check assigned IAM roles." };
    const answers = { GetId: unusable, DescribeIdentityPool: {}, GetIdentityPoolRoles: {} };
    const { check } = await checked({ answers }, { users: [ADA], pool: withGuests });
    expect(check.refusedSignIns.map(({ who, certain, causes }) => [who, certain, causes.map(({ id }) => id)])).toEqual([
      ["ada", true, ["no-role"]],
      ["a guest", true, ["no-role"]],
    ]);
  });

  test("the second is signed in alone", async () => {
    const GetId = ({ text }: AwsRequest) => (text.includes(BOB.idToken) ? { IdentityId: bob } : refused);
    const { check } = await checked({ answers: { GetId } }, { bucket });
    expect(check.rows.slice(0, 3).map(({ who, seen, answer }) => [who, seen, answer])).toEqual([
      ["ada", "refused", "NotAuthorizedException"],
      ["bob", "allowed", "done"],
      ["a guest", "refused", "NotAuthorizedException"],
    ]);
    expect(check.notTried).toEqual([{ what: "another user's data", reason: "only one user is signed in" }]);
    expect(check.rows.some(({ id, who }) => id === "objects.write-own" && who === "bob")).toBe(true);
  });
});

describe("an object that nobody could write", () => {
  test("is read by nobody: S3 refuses a missing object even to those who may read it", async () => {
    const denies = ({ operation }: AwsRequest) => operation === "PUT object";
    const { check, heard } = await checked({ denies }, { bucket });
    expect(idsUnlike(check)).toEqual(["ada objects.write-own"]);
    expect(check.notTried).toEqual([
      { what: "ada reads an object, their own", reason: "no object could be written" },
      { what: "bob reads an object, ada's", reason: "no object could be written" },
    ]);
    expect(heard.some(({ operation }) => operation === "GET object")).toBe(false);
  });

  test("is no trace: nobody is asked to remove it", async () => {
    const denies = ({ operation }: AwsRequest) => operation === "PUT object";
    const { heard } = await checked({ denies }, { bucket });
    // That bob and ada may delete it is tried, and no more.
    expect(heard.filter(({ operation }) => operation === "DELETE object")).toHaveLength(2);
  });
});

describe("what cannot be removed", () => {
  const cannotDelete = ({ operation }: AwsRequest) => operation.startsWith("Delete") || operation.startsWith("DELETE");

  test("is named, with AWS's error", async () => {
    const { check, kept } = await checked({ denies: cannotDelete }, { bucket, table: TABLE });
    expect(check.left.map(withoutChance)).toEqual([
      `s3://uploads/${ada}-identity-pool-check-RANDOM (AccessDenied)`,
      `row ["${ada}","identity-pool-check-RANDOM"] of notes (AccessDeniedException)`,
    ]);
    expect(kept).toHaveLength(2);
  });

  test("by who wrote it is removed by its owner", async () => {
    const allows = ({ caller, operation }: AwsRequest) => caller === "bob" && /^PUT object$|^PutItem$/.test(operation);
    const { check, heard, kept } = await checked({ allows }, { bucket, table: TABLE });
    expect(idsUnlike(check)).toEqual(["bob objects.write-other", "bob rows.write-other"]);
    expect([check.left, kept]).toEqual([[], []]);
    const removals = heard.slice(heard.findLastIndex(({ operation }) => operation === "ListRecords") + 1);
    expect(removals.map(({ caller, operation }) => `${caller} ${operation}`)).toEqual([
      "ada DELETE object",
      "ada DeleteItem",
    ]);
  });

  test("by its owner is removed by who overwrote it", async () => {
    const denies = ({ caller, operation }: AwsRequest) =>
      caller === "ada" && (operation === "DELETE object" || operation === "DeleteItem");
    const allows = ({ caller, operation }: AwsRequest) =>
      caller === "bob" && /^(PUT|DELETE) object$|^(Put|Delete)Item$/.test(operation);
    const { check, kept } = await checked({ allows, denies }, { bucket, table: TABLE });
    expect([check.left, kept]).toEqual([[], []]);
  });
});

describe("a bucket that keeps versions", () => {
  test("has none left of users who may delete versions", async () => {
    const allows = ({ caller, operation }: AwsRequest) => caller === "ada" && operation === "DELETE version";
    const { check, kept } = await checked({ versions: true, allows }, { bucket });
    expect([check.verdict, check.left, kept]).toEqual(["as-promised", [], []]);
  });

  test("has them left behind a marker of users who may not, and they are named", async () => {
    const { check, kept } = await checked({ versions: true }, { bucket });
    expect(check.left.map(withoutChance)).toEqual([
      `s3://uploads/${ada}-identity-pool-check-RANDOM (deleted, and kept by the bucket as earlier versions)`,
    ]);
    // The object, the marker of its deletion, and the marker at the end.
    expect(kept).toHaveLength(3);
  });

  test("has what an unanswered upload may have made hidden behind a marker, and it is named", async () => {
    const allows = ({ caller, operation }: AwsRequest) => caller === "ada" && operation === "DELETE version";
    const lost = { error: "InternalError", message: "We encountered an internal error.", status: 500 };
    const answers = { "PUT object": ({ caller }: AwsRequest) => (caller === "ada" ? lost : DENIED) };
    const { check, heard } = await checked({ versions: true, allows, answers }, { bucket });
    expect(check.left.map(withoutChance)).toEqual([
      `s3://uploads/${ada}-identity-pool-check-RANDOM (deleted, and kept by the bucket as earlier versions)`,
    ]);
    expect(heard.some(({ operation }) => operation === "DELETE version")).toBe(false);
    expect(asked(heard).at(-1)).toBe(`ada DELETE object /uploads/${ada}-identity-pool-check-RANDOM`);
  });
});

describe("a bucket that keeps versions, and an upload that was sent twice", () => {
  test("has a version that nobody knows: it stays hidden behind a marker, and is named", async () => {
    const allows = ({ caller, operation }: AwsRequest) => caller === "ada" && operation === "DELETE version";
    const lost = { error: "InternalError", message: "We encountered an internal error.", status: 500 };
    let uploads = 0;
    const answers = {
      "PUT object": ({ caller }: AwsRequest) => {
        if (caller !== "ada") return DENIED;
        return ++uploads === 1 ? lost : { "x-amz-version-id": "v-second" };
      },
    };
    const { check, heard } = await checked({ versions: true, allows, answers }, { bucket });
    expect([uploads, check.verdict, check.left.map(withoutChance)]).toEqual([
      2,
      "as-promised",
      [`s3://uploads/${ada}-identity-pool-check-RANDOM (deleted, and kept by the bucket as earlier versions)`],
    ]);
    expect(heard.some(({ operation }) => operation === "DELETE version")).toBe(false);
    expect(asked(heard).at(-1)).toBe(`ada DELETE object /uploads/${ada}-identity-pool-check-RANDOM`);
  });
});

describe("an upload whose answer is an error of S3's own", () => {
  test("is removed all the same: it may have succeeded", async () => {
    const answers = { "PUT object": { error: "InternalError", message: "Try again.", status: 500 } };
    const { check, heard } = await checked({ answers }, { bucket });
    expect([check.verdict, check.left]).toEqual(["incomplete", []]);
    expect(asked(heard).at(-1)).toBe(`ada DELETE object /uploads/${ada}-identity-pool-check-RANDOM`);
  });
});

describe("a bucket of another region", () => {
  test("is asked there, by S3's redirect", async () => {
    const regions: string[] = [];
    const moved = { error: "PermanentRedirect", message: "Use the bucket's endpoint.", status: 301 };
    const answers = {
      "PUT object": ({ region }: AwsRequest) => {
        regions.push(region);
        return region === "eu-west-1" ? {} : { ...moved, headers: { "x-amz-bucket-region": "eu-west-1" } };
      },
    };
    const { check } = await checked({ answers }, { bucket, users: [ADA] });
    expect(regions).toEqual(["us-east-1", "eu-west-1"]);
    expect(check.rows.find(({ id }) => id === "objects.write-own")?.seen).toBe("allowed");
  });

  test("is asked there at once where the settings say so", async () => {
    const { heard } = await checked({}, { bucket: { ...bucket, region: "eu-west-1" }, table: TABLE });
    const regions = (operation: string) =>
      new Set(heard.filter((request) => request.operation === operation).map(({ region }) => region));
    expect([regions("PUT object"), regions("PutItem")]).toEqual([new Set(["eu-west-1"]), new Set(["us-east-1"])]);
  });
});

describe("an answer that says neither", () => {
  test("makes the check incomplete, and is shown", async () => {
    const answers = { ListIdentities: { error: "InternalErrorException", message: "Try later.", status: 400 } };
    const { check } = await checked({ answers });
    expect([check.verdict, unlike(check).map(({ id, seen, answer }) => [id, seen, answer])]).toEqual([
      "incomplete",
      [["administration.list-identities", "unknown", "InternalErrorException: Try later."]],
    ]);
  });

  test("does not hide a broken promise", async () => {
    const answers = {
      ListIdentities: { error: "InternalErrorException", message: "Try later.", status: 400 },
      DescribeIdentityPool: {},
    };
    expect((await checked({ answers })).check.verdict).toBe("not-as-promised");
  });
});
