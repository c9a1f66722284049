/** What the access review costs as files grow: twice as much of something, against once as much. */
import { renderReview, reviewAccess } from "identity-pool-review";
import { ratioOf, type Ratio } from "./ratio";

const POOL = "us-east-1:11111111-2222-3333-4444-555555555555";
const COGNITO = "cognito-identity.amazonaws.com";
const SUB = `\${${COGNITO}:sub}`;

type Statement = Record<string, unknown>;

interface Resource {
  readonly address: string;
  readonly mode: "managed";
  readonly type: string;
  readonly name: string;
  readonly values: Record<string, unknown>;
}

/** A part of a file that can have any size. */
export type Growth = (size: number) => object;

/** A role whose policy has so many statements: each allows something of its own. */
export const statements: Growth = (size) =>
  state(
    pool(
      "app",
      range(size).map((i) => allow("s3:GetObject", `arn:aws:s3:::b${i}/*`)),
    ),
  );

/** A role whose policy keeps so many folders for its user, and denies as much. */
export const foldersAndDenies: Growth = (size) =>
  state(
    pool(
      "app",
      range(size).flatMap((i) => [
        allow(["s3:GetObject", "s3:PutObject"], `arn:aws:s3:::b${i}/${SUB}/*`),
        { Effect: "Deny", Action: "s3:*", Resource: `arn:aws:s3:::b${i}/${SUB}/locked/*` },
      ]),
    ),
  );

/** A role that may do all in S3, with so many Deny statements that leave some places alone each: places of several lists go
 *  together. */
export const deniesWithNotResource: Growth = (size) =>
  state(
    pool("app", [
      allow(["s3:GetObject", "s3:PutObject"], `arn:aws:s3:::b/private/${SUB}/*`),
      allow("s3:*", "*"),
      ...range(size).map((i) => ({
        Effect: "Deny",
        Action: "*",
        NotResource: range(5).map((j) => `arn:aws:s3:::*/p${i}-${j}/*`),
      })),
    ]),
  );

/** A statement of so many pairs of an action and a resource. */
export const pairs: Growth = (size) => {
  const side = Math.sqrt(size);
  return state(
    pool("app", [
      allow(
        range(Math.floor(side)).map((i) => `s3:GetObject${i}`),
        range(Math.ceil(size / Math.floor(side))).map((i) => `arn:aws:s3:::b${i}/*`),
      ),
    ]),
  );
};

/** So many pools, each with a role. */
export const pools: Growth = (size) =>
  state(range(size).flatMap((i) => pool(`app${i}`, [allow("s3:GetObject", `arn:aws:s3:::b${i}/${SUB}/*`)], i)));

/** A pool with so many roles, by rules. */
export const roles: Growth = (size) => {
  const [identityPool, attachment] = pool("app", []).filter(({ type }) => type.startsWith("aws_cognito"));
  const added = range(size).flatMap((i) => role(`role${i}`, POOL, [allow("s3:GetObject", `arn:aws:s3:::b/${i}/*`)]));
  const rules = range(size).map((i) => ({
    claim: "department",
    match_type: "Equals",
    value: `d${i}`,
    role_arn: arnOf(`role${i}`),
  }));
  const mapping = { identity_provider: "accounts.google.com", type: "Rules", mapping_rule: rules };
  return state([
    ...(identityPool === undefined ? [] : [identityPool]),
    ...(attachment === undefined
      ? []
      : [{ ...attachment, values: { identity_pool_id: POOL, roles: {}, role_mapping: [mapping] } }]),
    ...added,
  ]);
};

/** The cost of a review of twice as much, as so many times that of once as much. */
export function twiceAsMuch(growth: Growth, size: number): Promise<Ratio> {
  const [twice, once] = [growth(2 * size), growth(size)];
  return ratioOf(
    () => cpuOfReview(twice),
    () => cpuOfReview(once),
    7,
  );
}

/** Milliseconds of CPU, from the parsed JSON to the text. */
function cpuOfReview(document: object): number {
  // What the other one left behind is not collected at this one's cost.
  globalThis.gc?.();
  const before = process.cpuUsage();
  renderReview(reviewAccess(document), "text");
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function state(resources: readonly Resource[]): object {
  return { format_version: "1.0", values: { root_module: { resources } } };
}

function pool(name: string, statementsOfRole: readonly Statement[], number = 0): Resource[] {
  const id = POOL.replace(/.{6}$/, String(number).padStart(6, "0"));
  const poolId = number === 0 ? POOL : id;
  return [
    resource("aws_cognito_identity_pool", name, { id: poolId, identity_pool_name: name }),
    resource("aws_cognito_identity_pool_roles_attachment", name, {
      identity_pool_id: poolId,
      roles: { authenticated: arnOf(name) },
    }),
    ...role(name, poolId, statementsOfRole),
  ];
}

function role(name: string, poolId: string, statementsOfRole: readonly Statement[]): Resource[] {
  const trust = {
    Effect: "Allow",
    Principal: { Federated: COGNITO },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { [`${COGNITO}:aud`]: poolId },
      "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: "authenticated" },
    },
  };
  return [
    resource("aws_iam_role", name, { id: name, name, arn: arnOf(name), assume_role_policy: policy([trust]) }),
    ...(statementsOfRole.length === 0
      ? []
      : [resource("aws_iam_role_policy", name, { role: name, name, policy: policy(statementsOfRole) })]),
  ];
}

function resource(type: string, name: string, values: Record<string, unknown>): Resource {
  return { address: `${type}.${name}`, mode: "managed", type, name, values };
}

function policy(list: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: list });
}

function allow(Action: string | readonly string[], Resource: string | readonly string[]): Statement {
  return { Effect: "Allow", Action, Resource };
}

function arnOf(name: string): string {
  return `arn:aws:iam::123456789012:role/${name}`;
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}
