/** Condition keys about what is stored, and the actions whose requests have them. They bind a grant to somebody's data; a
 *  key that the caller sends, such as s3:RequestObjectTag or aws:RequestTag, binds nothing: the caller sends what he likes.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html */

/** Actions on one row: their requests have one leading key. */
export const SINGLE_ROW_ACTIONS: readonly string[] = [
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:UpdateItem",
];

/** Actions on several rows at once: their requests have several leading keys. */
export const BATCH_ACTIONS: readonly string[] = [
  "dynamodb:BatchGetItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:PartiQLDelete",
  "dynamodb:PartiQLInsert",
  "dynamodb:PartiQLSelect",
  "dynamodb:PartiQLUpdate",
];

/** Listings of a bucket: a request may have a prefix, and need not. */
export const LISTING_ACTIONS: readonly string[] = ["s3:ListBucket", "s3:ListBucketVersions"];

export const OBJECT_TAG_ACTIONS: readonly string[] = [
  "DeleteObjectAnnotation",
  "DeleteObjectTagging",
  "DeleteObjectVersionAnnotation",
  "DeleteObjectVersionTagging",
  "GetObject",
  "GetObjectAcl",
  "GetObjectAnnotation",
  "GetObjectAttributes",
  "GetObjectTagging",
  "GetObjectVersion",
  "GetObjectVersionAcl",
  "GetObjectVersionAnnotation",
  "GetObjectVersionAttributes",
  "GetObjectVersionTagging",
  "ListObjectAnnotations",
  "ListObjectVersionAnnotations",
  "PutObjectAcl",
  "PutObjectAnnotation",
  "PutObjectTagging",
  "PutObjectVersionAcl",
  "PutObjectVersionAnnotation",
  "PutObjectVersionTagging",
  "UpdateObjectEncryption",
].map((name) => `s3:${name}`);

/** What an agent remembers of somebody: events by the actor, records by the namespace. */
export const ACTOR_ACTIONS: readonly string[] = [
  ...["CreateEvent", "DeleteEvent", "GetEvent", "ListEvents", "ListSessions", "StartMemoryExtractionJob"],
].map((name) => `bedrock-agentcore:${name}`);

export const NAMESPACE_ACTIONS: readonly string[] = [
  ...["BatchCreateMemoryRecords", "BatchUpdateMemoryRecords", "ListMemoryRecords", "RetrieveMemoryRecords"],
].map((name) => `bedrock-agentcore:${name}`);

export const LEADING_KEYS = "dynamodb:leadingkeys";
/** Whether a statement of PartiQL reads all of a table: then its request has no leading key.
 *  https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html */
export const FULL_TABLE_SCAN = "dynamodb:fulltablescan";
export const PARTIQL_SELECT = "dynamodb:PartiQLSelect";
export const LISTING_PREFIX = "s3:prefix";

/** The actions whose requests have a key; a key that is not here, any action may have. */
const CARRIERS: readonly { readonly key: RegExp; readonly actions: ReadonlySet<string> }[] = [
  { key: /^dynamodb:leadingkeys$/, actions: lower([...SINGLE_ROW_ACTIONS, ...BATCH_ACTIONS]) },
  { key: /^s3:prefix$/, actions: lower(LISTING_ACTIONS) },
  { key: /^s3:existingobjecttag\//, actions: lower(OBJECT_TAG_ACTIONS) },
  { key: /^bedrock-agentcore:actorid$/, actions: lower(ACTOR_ACTIONS) },
  { key: /^bedrock-agentcore:namespace$/, actions: lower(NAMESPACE_ACTIONS) },
];

const RESOURCE_TAG = /^(?:[\w-]+:resourcetag|s3:buckettag)\//;

/** Whether a key says something about the stored thing, not about the request.
 *  @param key in lower case */
export function isAboutStoredThing(key: string): boolean {
  return RESOURCE_TAG.test(key) || CARRIERS.some((carrier) => carrier.key.test(key));
}

/** Whether requests for an action can have a key about the stored thing.
 *  @param action in lower case
 *  @param key in lower case */
export function carries(action: string, key: string): boolean {
  return CARRIERS.every((carrier) => !carrier.key.test(key) || carrier.actions.has(action));
}

/** What tells which keys about the stored thing the requests for an action can have: it is the same for actions whose requests
 *  can have the same.
 *  @param action in lower case */
export function carriersOf(action: string): readonly number[] {
  return CARRIERS.flatMap(({ actions }, i) => (actions.has(action) ? [i] : []));
}

function lower(actions: readonly string[]): ReadonlySet<string> {
  return new Set(actions.map((action) => action.toLowerCase()));
}
