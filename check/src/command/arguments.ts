/** What the command was asked for. */
import { parseArgs } from "node:util";
import { AUTH_FLOWS, type AuthFlow, type Bucket, type Table } from "../deployed-pool";
import { FORMATS, type CheckFormat } from "../formats";
import { CouldNotBeTried, messageOf } from "../problem";
import { STANDARD_INPUT } from "./json-file";

export const USAGE = `Usage: identity-pool-check --config FILE [--bucket NAME] --user NAME [--user NAME] [options]
       identity-pool-check --config FILE --guests alone [options]

Signs in to a deployed Cognito identity pool as its users, and tries what they may and may not do.

The pool:
--config FILE             an amplify_outputs.json; the options below take precedence over it
--region REGION           region in which the app asks for the identity pool
--identity-pool-id ID
--user-pool-id ID
--user-pool-client-id ID  the app client
--guests on|off|alone     whether guests are meant to get credentials (default: as the file says, or off);
                          alone: and nobody signs in

Who signs in:
--user NAME               a user of the user pool; give a second one to try another user's data
--auth-flow FLOW          ${AUTH_FLOWS.join(" or ")} (default: ${AUTH_FLOWS[0]})
and in the environment, never on the command line:
IDENTITY_POOL_CHECK_PASSWORD    the users' password; IDENTITY_POOL_CHECK_PASSWORD_2 if the second has another
IDENTITY_POOL_CHECK_ID_TOKEN    an id token of the first user in place of a password; ..._ID_TOKEN_2 of the second

What is tried besides the pool's administration and others' Cognito Sync data:
--bucket NAME             objects, under PREFIX ID SEPARATOR identity-pool-check-RANDOM
--prefix TEXT             what keys have before the identity id, such as private/ (default: nothing)
--key-separator - or /    what follows the identity id (default: -)
--table NAME:KEY[:SORT[:N]]  rows of a DynamoDB table: names of its partition key and of its sort key, N for a number
--table-key-prefix TEXT   what the partition key has before the identity id (default: nothing)

What is promised:
--state FILE              by the policies in the output of \`terraform show -json\`, for the state or a plan; - reads
                          standard input (default: what both sets of permissions of cdktf-identity-pool give)

--format FORMAT           ${FORMATS.join(", ")} (default: text)
--version                 print the version
-h, --help                print this

Exit status: 0 as promised, 1 not as promised, or users get no credentials, 2 could not be tried, or the promise
             is not known`;

export type Arguments = { readonly kind: "help" } | { readonly kind: "version" } | CheckArguments;

export interface CheckArguments {
  readonly kind: "check";
  readonly config: string | undefined;
  readonly pool: PoolFlags;
  /** Their names; undefined where guests are alone. */
  readonly users: readonly string[] | undefined;
  readonly authFlow: AuthFlow | undefined;
  readonly bucket: Partial<Bucket>;
  readonly table: Table | undefined;
  /** Name of a file, or of standard input. */
  readonly state: string | undefined;
  readonly format: CheckFormat;
}

export interface PoolFlags {
  readonly region: string | undefined;
  readonly identityPoolId: string | undefined;
  readonly userPoolId: string | undefined;
  readonly userPoolClientId: string | undefined;
  readonly allowUnauthenticatedIdentities: boolean | undefined;
}

/** @throws CouldNotBeTried for anything that USAGE does not have */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parse(args);
  if (values.help === true) return { kind: "help" };
  if (values.version === true) return { kind: "version" };
  const { user: users = [] } = values;
  if (users.length > 2) throw new CouldNotBeTried(`--user is given ${users.length} times: give one user or two`);
  if (new Set(users).size < users.length)
    throw new CouldNotBeTried(`--user ${users[0] ?? ""} is given twice: give two users`);
  const guests =
    values.guests === undefined ? undefined : oneOf(["on", "off", "alone"] as const, "--guests", values.guests);
  if (guests !== undefined && guests !== "alone" && values.state !== undefined)
    throw new CouldNotBeTried(
      "--state says whether guests get credentials: leave out --guests, or give --guests alone",
    );
  if (guests === "alone" && users.length > 0)
    throw new CouldNotBeTried("--guests alone means that nobody signs in: leave out --user, or give --guests on");
  if (values.config === STANDARD_INPUT)
    throw new CouldNotBeTried("--config is -: give a file, because only --state reads standard input");
  return {
    kind: "check",
    config: values.config,
    pool: {
      region: values.region,
      identityPoolId: values["identity-pool-id"],
      userPoolId: values["user-pool-id"],
      userPoolClientId: values["user-pool-client-id"],
      allowUnauthenticatedIdentities: guests === undefined ? undefined : guests !== "off",
    },
    users: guests === "alone" ? undefined : users,
    authFlow: values["auth-flow"] === undefined ? undefined : oneOf(AUTH_FLOWS, "--auth-flow", values["auth-flow"]),
    bucket: {
      bucketName: values.bucket,
      prefix: values.prefix,
      keySeparator:
        values["key-separator"] === undefined
          ? undefined
          : oneOf(["-", "/"] as const, "--key-separator", values["key-separator"]),
    },
    table: values.table === undefined ? undefined : tableOf(values.table, values["table-key-prefix"]),
    state: values.state,
    format: oneOf(FORMATS, "--format", values.format ?? "text"),
  };
}

function parse(args: readonly string[]) {
  const string = { type: "string" } as const;
  const boolean = { type: "boolean" } as const;
  const options = {
    config: string,
    region: string,
    "identity-pool-id": string,
    "user-pool-id": string,
    "user-pool-client-id": string,
    guests: string,
    user: { ...string, multiple: true },
    "auth-flow": string,
    bucket: string,
    prefix: string,
    "key-separator": string,
    table: string,
    "table-key-prefix": string,
    state: string,
    format: string,
    version: boolean,
    help: { ...boolean, short: "h" },
  } as const;
  try {
    const parsed = parseArgs({ args: [...args], options, tokens: true });
    const names = parsed.tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
    const twice = names.find((name, i) => name !== "user" && names.indexOf(name) !== i);
    if (twice !== undefined) throw new Error(`--${twice} is given twice: give it once`);
    return parsed;
  } catch (error) {
    const [sentence = ""] = messageOf(error).split(/\.\s/);
    throw new CouldNotBeTried(`${sentence} (--help says more)`);
  }
}

const OR = new Intl.ListFormat("en-GB", { type: "disjunction" });

function oneOf<T extends string>(values: readonly T[], option: string, value: string): T {
  const known = values.find((one) => one === value);
  if (known === undefined) throw new CouldNotBeTried(`${option} is ${value}: give ${OR.format(values)}`);
  return known;
}

function tableOf(text: string, keyPrefix: string | undefined): Table {
  const [tableName, partitionKey, sortKey, type = "S", ...more] = text.split(":");
  const isRight = tableName && partitionKey && sortKey !== "" && (type === "S" || type === "N") && more.length === 0;
  if (!isRight) {
    throw new CouldNotBeTried(
      `--table is ${text}: give NAME:PARTITION_KEY or NAME:PARTITION_KEY:SORT_KEY, and :N after it if the sort key is a number`,
    );
  }
  return { tableName, partitionKey, keyPrefix, ...(sortKey !== undefined && { sortKey: { name: sortKey, type } }) };
}
