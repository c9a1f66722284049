/** What local/emulator/access.py adds to MiniStack, each thing seen with it and missed without it: what a newer MiniStack brings by
 *  itself fails here, and can go from there. */
import { CloudWatchLogsClient, PutLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetOpenIdTokenCommand,
  GetIdCommand,
  SetIdentityPoolRolesCommand,
  type RoleMapping,
} from "@aws-sdk/client-cognito-identity";
import {
  AdminAddUserToGroupCommand,
  AdminDeleteUserCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { CognitoSyncClient, ListDatasetsCommand, ListRecordsCommand } from "@aws-sdk/client-cognito-sync";
import {
  BatchGetItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { KinesisClient, PutRecordCommand } from "@aws-sdk/client-kinesis";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
  PutObjectCommand,
  S3Client,
  type S3ServiceException,
} from "@aws-sdk/client-s3";
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { HttpRequest } from "@smithy/types";
import { join } from "node:path";
import { startEmulator, type RunningEmulator } from "../../local/emulator/start-emulator";
import { localFolder } from "../../local/local-aws";
import type { SampleUserPool } from "../../local/sample-user-pool";
import { sessionOf, type Place, type Session } from "../../local/sign-in";
import {
  administrator,
  makePool,
  makeUserPool,
  outcome,
  signedIn,
  trust,
  verdict,
  type PoolInUse,
  type PoolOptions,
  type User,
} from "./support/pool-in-use";
import { describeOnLocalAws } from "./support/shared";

jest.setTimeout(90_000);

const SUB = "${cognito-identity.amazonaws.com:sub}";
const BUCKET = "arn:aws:s3:::files";
const TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/rows";

/** An emulator and what there is on it. */
interface World {
  readonly place: Place;
  readonly userPool: SampleUserPool;
  readonly ada: User;
  readonly bob: User;
}

async function makeWorld({ endpoint }: RunningEmulator): Promise<World> {
  const place = { endpoint, region: "us-east-1" };
  const userPool = await makeUserPool(place);
  await s3(place).send(new CreateBucketCommand({ Bucket: "files" }));
  await s3(place).send(new PutObjectCommand({ Bucket: "files", Key: "shared", Body: "shared" }));
  await new DynamoDBClient(administrator(place)).send(
    new CreateTableCommand({
      TableName: "rows",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "owner", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "owner", KeyType: "HASH" }],
    }),
  );
  return {
    place,
    userPool,
    ada: await signedIn(place, userPool, "ada"),
    bob: await signedIn(place, userPool, "bob"),
  };
}

function s3(place: Place, session?: Session): S3Client {
  return new S3Client({ ...administrator(place), forcePathStyle: true, ...(session && as(session)) });
}

function dynamodb(place: Place, session: Session): DynamoDBClient {
  return new DynamoDBClient({ ...place, ...as(session) });
}

function as({ credentials }: Session): Pick<Session, "credentials"> {
  return { credentials };
}

const put = (client: S3Client, Key: string) => client.send(new PutObjectCommand({ Bucket: "files", Key, Body: "x" }));
const get = (client: S3Client, Key: string) => client.send(new GetObjectCommand({ Bucket: "files", Key }));

/** The users' credentials from a pool made for the question. */
async function sessions({ place, userPool, ada, bob }: World, options: PoolOptions) {
  const pool = await makePool(place, userPool, options);
  const mine = await sessionOf(place, pool.identityPoolId, ada.logins);
  const others = await sessionOf(place, pool.identityPoolId, bob.logins);
  return { pool, mine, others };
}

/** What came of asking the pool for credentials, and the role that they are of. */
async function roleTaken(
  { place, userPool, ada }: World,
  options: PoolOptions,
  { guest = false, customRole }: { guest?: boolean; customRole?: string } = {},
): Promise<string> {
  const pool = await makePool(place, userPool, options);
  return roleIn(place, pool, guest ? undefined : ada, customRole);
}

async function roleIn(place: Place, pool: PoolInUse, user: User | undefined, customRole?: string): Promise<string> {
  const arn = customRole && pool.roleArn(customRole);
  let role = "";
  const answer = await outcome(
    sessionOf(place, pool.identityPoolId, user?.logins, arn).then(async (session) => {
      const { Arn = "" } = await new STSClient({ ...place, ...as(session) }).send(new GetCallerIdentityCommand({}));
      role = /assumed-role\/pool-\d+-(.*)\/CognitoIdentityCredentials$/.exec(Arn)?.[1] ?? Arn;
    }),
  );
  return answer === "ok" ? role : withoutNames(answer, pool);
}

/** An error's words without what differs from run to run. */
function withoutNames(answer: string, { roleArn }: PoolInUse): string {
  return answer.replace(roleArn(""), "ROLE-").replace(/us-east-1[:_][\w-]+/g, "ID");
}

const read = { Effect: "Allow", Action: "s3:GetObject", Resource: `${BUCKET}/*` };
const rules =
  (...chosen: [string, "Equals" | "Contains" | "StartsWith" | "NotEqual", string, string][]) =>
  (roleArn: (name: string) => string): RoleMapping => ({
    Type: "Rules",
    AmbiguousRoleResolution: "Deny",
    RulesConfiguration: {
      Rules: chosen.map(([Claim, MatchType, Value, role]) => ({ Claim, MatchType, Value, RoleARN: roleArn(role) })),
    },
  });
const byToken = (AmbiguousRoleResolution: "Deny" | "AuthenticatedRole") => (): RoleMapping => ({
  Type: "Token",
  AmbiguousRoleResolution,
});

const NOT_CONFIGURED =
  "InvalidIdentityPoolConfigurationException: Invalid identity pool configuration. Check assigned IAM roles for this pool.";
const AMBIGUOUS =
  "NotAuthorizedException: The ambiguous role mapping rules for: cognito-idp.us-east-1.amazonaws.com/ID denied this request.";

/** Signs a new user in who is in groups, each with a role of the pool and a precedence. */
async function member(
  world: World,
  pool: PoolInUse,
  groups: Readonly<Record<string, number | undefined>>,
): Promise<User> {
  const { place, userPool } = world;
  const cognito = new CognitoIdentityProviderClient(administrator(place));
  const name = `member-${pool.identityPoolId.slice(-12)}`;
  await signedIn(place, userPool, name);
  const UserPoolId = userPool.userPoolId;
  for (const [role, Precedence] of Object.entries(groups)) {
    const GroupName = `${role}-${pool.identityPoolId.slice(-12)}`;
    await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName, RoleArn: pool.roleArn(role), Precedence }));
    await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: name, GroupName }));
  }
  return signedIn(place, userPool, name);
}

async function roleOfMember(
  world: World,
  mapping: PoolOptions["mapping"],
  groups: Readonly<Record<string, number | undefined>>,
  customRole?: string,
): Promise<string> {
  const pool = await makePool(world.place, world.userPool, { roles: { editors: [], admins: [] }, mapping });
  return roleIn(world.place, pool, await member(world, pool, groups), customRole);
}

type Row = readonly [title: string, answer: string, ask: (world: World) => Promise<string>];

const ADDED: readonly Row[] = [
  [
    "a request over HTTP/2, as Kinesis' client sends it, is its signer's",
    "ResourceNotFoundException",
    async (world) => {
      const { mine } = await sessions(world, {
        allows: [{ Effect: "Allow", Action: "kinesis:PutRecord", Resource: "*" }],
      });
      const kinesis = new KinesisClient({ ...world.place, ...as(mine), maxAttempts: 1 });
      const record = { StreamName: "none", PartitionKey: "p", Data: Buffer.from("x") };
      return verdict(kinesis.send(new PutRecordCommand(record)));
    },
  ],
  [
    "a variable in a resource is the user's identity: one's own file",
    "ok",
    async (world) => {
      const { mine } = await sessions(world, {
        allows: [{ Effect: "Allow", Action: "s3:PutObject", Resource: `${BUCKET}/${SUB}*` }],
      });
      return verdict(put(s3(world.place, mine), `${mine.identityId}-photo.jpg`));
    },
  ],
  [
    "a variable in a condition is the user's identity: a listing of one's own files",
    "ok, AccessDenied",
    async (world) => {
      const { mine, others } = await sessions(world, {
        allows: [
          {
            Effect: "Allow",
            Action: "s3:ListBucket",
            Resource: BUCKET,
            Condition: { StringLike: { "s3:prefix": `${SUB}/*` } },
          },
        ],
      });
      const list = (Prefix: string) =>
        verdict(s3(world.place, mine).send(new ListObjectsV2Command({ Bucket: "files", Prefix })));
      return `${await list(`${mine.identityId}/`)}, ${await list(`${others.identityId}/`)}`;
    },
  ],
  [
    "the pool and the ways of signing in are keys of conditions",
    "ok",
    async (world) => {
      const { place, userPool, ada } = world;
      const pool = await makePool(place, userPool, {
        allows: [
          {
            ...read,
            Condition: {
              StringLike: { "cognito-identity.amazonaws.com:aud": "us-east-1:*" },
              "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "cognito-idp.*:CognitoSignIn:*" },
            },
          },
        ],
      });
      return verdict(get(s3(place, await sessionOf(place, pool.identityPoolId, ada.logins)), "shared"));
    },
  ],
  [
    "a Deny of everything but one's own denies what is another's, and not one's own",
    "ok, AccessDenied",
    async (world) => {
      const { mine, others } = await sessions(world, {
        allows: [
          { Effect: "Allow", Action: "s3:*", Resource: "*" },
          { Effect: "Deny", Action: "s3:*", NotResource: `${BUCKET}/${SUB}/*` },
        ],
      });
      const client = s3(world.place, mine);
      return `${await verdict(put(client, `${mine.identityId}/a`))}, ${await verdict(put(client, `${others.identityId}/a`))}`;
    },
  ],
  [
    "a claim is a principal tag, which a policy reads",
    "ok, AccessDenied",
    async (world) => {
      const { mine } = await sessions(world, {
        tags: { user: "cognito:username" },
        allows: [{ Effect: "Allow", Action: "s3:PutObject", Resource: `${BUCKET}/\${aws:PrincipalTag/user}/*` }],
      });
      const client = s3(world.place, mine);
      return `${await verdict(put(client, "ada/a"))}, ${await verdict(put(client, "bob/a"))}`;
    },
  ],
  [
    "a tag that a session lacks is none of any, also with IfExists",
    "AccessDenied",
    async (world) => {
      const { mine } = await sessions(world, {
        allows: [{ ...read, Condition: { "ForAnyValue:StringEqualsIfExists": { "aws:PrincipalTag/team": ["red"] } } }],
      });
      return verdict(get(s3(world.place, mine), "shared"));
    },
  ],
  [
    "the partition keys of DynamoDB requests are known, item by item",
    "own: ok ok ok ok, others': 4 x AccessDeniedException",
    async (world) => {
      const { mine, others } = await sessions(world, {
        allows: [
          {
            Effect: "Allow",
            Action: "dynamodb:*",
            Resource: TABLE,
            Condition: {
              "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": [SUB] },
              Null: { "dynamodb:LeadingKeys": "false" },
            },
          },
        ],
      });
      const client = dynamodb(world.place, mine);
      const ask = async (owner: string): Promise<string[]> => {
        const Key = { owner: { S: owner } };
        const both = [Key, { owner: { S: mine.identityId } }].filter(({ owner: { S } }, at) => at === 0 || S !== owner);
        return [
          await verdict(client.send(new GetItemCommand({ TableName: "rows", Key }))),
          await verdict(client.send(new BatchGetItemCommand({ RequestItems: { rows: { Keys: both } } }))),
          await verdict(
            client.send(
              new QueryCommand({
                TableName: "rows",
                KeyConditionExpression: "#o = :o",
                ExpressionAttributeNames: { "#o": "owner" },
                ExpressionAttributeValues: { ":o": { S: owner } },
              }),
            ),
          ),
          await verdict(
            client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName: "rows", Item: Key } }] })),
          ),
        ];
      };
      const refused = await ask(others.identityId);
      const names = new Set(refused);
      return `own: ${(await ask(mine.identityId)).join(" ")}, others': ${refused.length} x ${[...names].join(" ")}`;
    },
  ],
  [
    "a log stream is asked about, and not its group",
    "ResourceNotFoundException",
    async (world) => {
      const { mine } = await sessions(world, {
        allows: [
          {
            Effect: "Allow",
            Action: "logs:PutLogEvents",
            Resource: "arn:aws:logs:us-east-1:000000000000:log-group:browser:log-stream:*",
          },
        ],
      });
      const logs = new CloudWatchLogsClient({ ...world.place, ...as(mine) });
      const logEvents = [{ timestamp: Date.now(), message: "x" }];
      return verdict(logs.send(new PutLogEventsCommand({ logGroupName: "browser", logStreamName: "tab", logEvents })));
    },
  ],
  [
    "Cognito Sync's reads are asked about by the identity whose data it is",
    "ok ok, AccessDeniedException AccessDeniedException",
    async (world) => {
      const ownData = `arn:aws:cognito-sync:*:*:identitypool/*/identity/${SUB}/*`;
      const { pool, mine, others } = await sessions(world, {
        allows: [{ Effect: "Allow", Action: "cognito-sync:*", Resource: ownData }],
      });
      const sync = new CognitoSyncClient({ ...world.place, ...as(mine) });
      const reads = async (IdentityId: string) => {
        const whose = { IdentityPoolId: pool.identityPoolId, IdentityId };
        const listed = await verdict(sync.send(new ListDatasetsCommand(whose)));
        return `${listed} ${await verdict(sync.send(new ListRecordsCommand({ ...whose, DatasetName: "notes" })))}`;
      };
      return `${await reads(mine.identityId)}, ${await reads(others.identityId)}`;
    },
  ],
  [
    "guests get no identity where the pool lets none in",
    "NotAuthorizedException: Unauthenticated access is not supported for this identity pool.",
    (world) => roleTaken(world, { guests: false }, { guest: true }),
  ],
  [
    "a guest's role gives nothing beyond the services that AWS leaves to guests",
    "ok, AccessDenied",
    async ({ place, userPool }) => {
      const everything = [{ Effect: "Allow", Action: "*", Resource: "*" }];
      const { identityPoolId } = await makePool(place, userPool, { guests: true, guestsMay: everything });
      const guest = await sessionOf(place, identityPoolId);
      const roles = new IAMClient({ ...place, ...as(guest) }).send(new ListRolesCommand({}));
      return `${await verdict(get(s3(place, guest), "shared"))}, ${await verdict(roles)}`;
    },
  ],
  [
    "with the token check, the token of somebody who was signed out everywhere is refused",
    "NotAuthorizedException",
    async ({ place, userPool }) => {
      const user = await signedIn(place, userPool, "signed-out");
      const { identityPoolId } = await makePool(place, userPool, { tokenCheck: true });
      await new CognitoIdentityProviderClient(administrator(place)).send(
        new AdminUserGlobalSignOutCommand({ UserPoolId: userPool.userPoolId, Username: "signed-out" }),
      );
      return verdict(sessionOf(place, identityPoolId, user.logins));
    },
  ],
  [
    "with the token check, the token of a user who was deleted is refused",
    "NotAuthorizedException",
    async ({ place, userPool }) => {
      const user = await signedIn(place, userPool, "deleted");
      const { identityPoolId } = await makePool(place, userPool, { tokenCheck: true });
      await new CognitoIdentityProviderClient(administrator(place)).send(
        new AdminDeleteUserCommand({ UserPoolId: userPool.userPoolId, Username: "deleted" }),
      );
      return verdict(sessionOf(place, identityPoolId, user.logins));
    },
  ],
  [
    "an identity that no pool has gets nothing",
    "ResourceNotFoundException",
    ({ place }) =>
      verdict(
        new CognitoIdentityClient(place).send(
          new GetCredentialsForIdentityCommand({ IdentityId: "us-east-1:12345678-1234-1234-1234-123456789012" }),
        ),
      ),
  ],
  [
    "a pool without a role for its users gives no credentials",
    NOT_CONFIGURED,
    (world) => roleTaken(world, { authenticatedRole: "none" }),
  ],
  [
    "a role that trusts another pool's users is not given",
    NOT_CONFIGURED,
    (world) =>
      roleTaken(world, {
        authenticatedRole: { trust: () => [trust("us-east-1:12345678-1234-1234-1234-123456789012", "authenticated")] },
      }),
  ],
  [
    "a role that trusts guests alone is not given to signed-in users",
    NOT_CONFIGURED,
    (world) => roleTaken(world, { authenticatedRole: { trust: (pool) => [trust(pool, "unauthenticated")] } }),
  ],
  [
    "a role whose trust policy lacks sts:TagSession is not given once the pool has principal tags",
    NOT_CONFIGURED,
    (world) =>
      roleTaken(world, {
        tags: { user: "sub" },
        authenticatedRole: { trust: (pool) => [trust(pool, "authenticated")] },
      }),
  ],
  [
    "of the rules the first that matches chooses the role",
    "editors",
    (world) =>
      roleTaken(world, {
        roles: { editors: [], admins: [] },
        mapping: rules(
          ["cognito:username", "Equals", "bob", "admins"],
          ["cognito:username", "StartsWith", "a", "editors"],
          ["cognito:username", "Contains", "d", "admins"],
        ),
      }),
  ],
  [
    "where no rule matches, Deny gives no credentials; a claim that is missing matches nothing, NotEqual neither",
    AMBIGUOUS,
    (world) =>
      roleTaken(world, {
        roles: { editors: [] },
        mapping: rules(
          ["custom:team", "NotEqual", "red", "editors"],
          ["cognito:username", "NotEqual", "ada", "editors"],
        ),
      }),
  ],
  [
    "the token's preferred role is that of the group with the lowest precedence",
    "admins",
    (world) => roleOfMember(world, byToken("Deny"), { editors: 5, admins: 1 }),
  ],
  [
    "a group without precedence is behind one that has it",
    "editors",
    (world) => roleOfMember(world, byToken("Deny"), { editors: 5, admins: undefined }),
  ],
  [
    "two roles of one precedence are ambiguous, and Deny gives no credentials",
    AMBIGUOUS,
    (world) => roleOfMember(world, byToken("Deny"), { editors: 1, admins: 1 }),
  ],
  [
    "a user without groups has no role in the token, and Deny gives no credentials",
    AMBIGUOUS,
    (world) => roleTaken(world, { mapping: byToken("Deny") }),
  ],
  [
    "CustomRoleArn chooses among the token's roles",
    "editors",
    (world) => roleOfMember(world, byToken("Deny"), { editors: 1, admins: 1 }, "editors"),
  ],
  [
    "CustomRoleArn gives no role that the token lacks",
    "NotAuthorizedException: Access to Role 'ROLE-admins' is forbidden.",
    (world) => roleOfMember(world, byToken("Deny"), { editors: 1 }, "admins"),
  ],
  [
    "without a mapping CustomRoleArn gives no other role",
    "NotAuthorizedException: Access to Role 'ROLE-admins' is forbidden.",
    (world) => roleTaken(world, { roles: { admins: [] } }, { customRole: "admins" }),
  ],
  [
    "no token of the classic flow where the pool does not allow it",
    "InvalidParameterException: Basic (classic) flow is not enabled, please use enhanced flow.",
    (world) => classicFlow(world, { classicFlow: false }),
  ],
  [
    "no token of the classic flow from a pool with role mappings",
    "InvalidParameterException: Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.",
    (world) => classicFlow(world, { classicFlow: true, mapping: byToken("Deny") }),
  ],
  [
    "a session of the classic flow is its user's: own file, another's",
    "ok, AccessDenied",
    (world) =>
      classicFlow(world, {
        classicFlow: true,
        allows: [{ Effect: "Allow", Action: "s3:PutObject", Resource: `${BUCKET}/${SUB}/*` }],
      }),
  ],
  [
    "a page whose origin the bucket's CORS rules allow can read a refusal, and no other page can",
    "AccessDenied for https://notes.example.com, AccessDenied for null",
    async (world) => {
      const Bucket = "files-of-pages";
      const rule = { AllowedOrigins: ["https://notes.example.com"], AllowedMethods: ["GET"] };
      await s3(world.place).send(new CreateBucketCommand({ Bucket }));
      await s3(world.place).send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
      const { mine } = await sessions(world, {});
      const ask = (origin: string) => readableBy(origin, s3(world.place, mine), { Bucket, Key: "another/a" });
      return `${await ask("https://notes.example.com")}, ${await ask("https://evil.example.com")}`;
    },
  ],
];

/** The answer to a page that a browser has from an origin, and the origin whose pages may read it. */
async function readableBy(origin: string, client: S3Client, object: { Bucket: string; Key: string }): Promise<string> {
  client.middlewareStack.add(
    (next) => (request) => {
      (request.request as HttpRequest).headers.origin = origin;
      return next(request);
    },
    { step: "build" },
  );
  try {
    await client.send(new GetObjectCommand(object));
    return "ok";
  } catch (error) {
    const { name, $response } = error as S3ServiceException;
    return `${name} for ${String($response?.headers["access-control-allow-origin"] ?? null)}`;
  }
}

async function classicFlow({ place, userPool, ada }: World, options: PoolOptions): Promise<string> {
  const pool = await makePool(place, userPool, options);
  const cognito = new CognitoIdentityClient(place);
  const Logins = { ...ada.logins };
  const { IdentityId = "" } = await cognito.send(new GetIdCommand({ IdentityPoolId: pool.identityPoolId, Logins }));
  let token = "";
  const answer = await outcome(
    cognito.send(new GetOpenIdTokenCommand({ IdentityId, Logins })).then(({ Token = "" }) => {
      token = Token;
    }),
  );
  if (answer !== "ok") return answer;
  const { Credentials } = await new STSClient(place).send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: pool.roleArn("authenticated"),
      RoleSessionName: "app",
      WebIdentityToken: token,
    }),
  );
  const client = s3(place, {
    identityId: IdentityId,
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    },
  });
  return `${await verdict(put(client, `${IdentityId}/a`))}, ${await verdict(put(client, "another/a"))}`;
}

describeOnLocalAws("access in the local AWS", () => {
  const emulators: RunningEmulator[] = [];
  let world: World;
  let without: World;

  beforeAll(async () => {
    const environments = join(localFolder, "emulator");
    emulators.push(await startEmulator({ environments }));
    emulators.push(await startEmulator({ environments, withoutAdditions: true }));
    [world, without] = (await Promise.all(emulators.map(makeWorld))) as [World, World];
  });

  afterAll(() => Promise.all(emulators.map((emulator) => emulator.stop())));

  test.each(ADDED)("%s", async (_title, answer, ask) => {
    expect(await ask(world)).toBe(answer);
    // MiniStack alone answers otherwise: if not, the addition is to be removed.
    expect(await ask(without)).not.toBe(answer);
  });

  test("a policy whose version knows no variables has none", async () => {
    const { mine } = await sessions(world, {
      policy: { Statement: { Effect: "Allow", Action: "s3:PutObject", Resource: `${BUCKET}/${SUB}*` } },
    });
    expect(await verdict(put(s3(world.place, mine), mine.identityId))).toBe("AccessDenied");
  });

  test("a variable without a value matches nothing, and one with a default has that", async () => {
    const { mine } = await sessions(world, {
      allows: [
        { Effect: "Allow", Action: "s3:PutObject", Resource: `${BUCKET}/a\${aws:PrincipalTag/team}` },
        { Effect: "Allow", Action: "s3:PutObject", Resource: `${BUCKET}/\${aws:PrincipalTag/team, 'nobody'}/*` },
        { Effect: "Allow", Action: "s3:PutObject", Resource: `${BUCKET}/star\${*}` },
      ],
    });
    const client = s3(world.place, mine);
    expect(await Promise.all(["a", "nobody/a", "star*", "stars"].map((key) => verdict(put(client, key))))).toEqual([
      "AccessDenied",
      "ok",
      "ok",
      "AccessDenied",
    ]);
  });

  test("the account's own key still does everything, as Terraform needs it", async () => {
    const { identityPoolId } = await makePool(world.place, world.userPool, {});
    const client = new CognitoIdentityClient(administrator(world.place));
    expect(
      await outcome(client.send(new SetIdentityPoolRolesCommand({ IdentityPoolId: identityPoolId, Roles: {} }))),
    ).toBe("ok");
  });

  test("an unsigned request reads no file", async () => {
    expect((await fetch(`${world.place.endpoint}/files/shared`)).status).toBe(403);
  });

  test("a key that nobody was given is refused", async () => {
    const credentials = { accessKeyId: "ASIAAAAAAAAAAAAAAAAA", secretAccessKey: "made-up", sessionToken: "made-up" };
    expect(await verdict(get(s3(world.place, { identityId: "", credentials }), "shared"))).toBe("InvalidAccessKeyId");
  });
});
