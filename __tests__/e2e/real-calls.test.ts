/** The library's grants in use: users and guests of real pools call AWS with what the pools gave them, and each answer is laid
 *  beside the simulator's on the policies that Terraform rendered. */
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { sessionOf, type Place } from "../../local/sign-in";
import type { SampleUserPool } from "../../local/sample-user-pool";
import { IdentityPool, Partition } from "../../src";
import type { IdentityPoolStackProps, PolicyStatement, RequestContext } from "../../src";
import { LIBRARY } from "../permissions/library";
import { expectGolden } from "../support/golden";
import { BY_HAND, DIFFERENCES, GUIDE, TRIED_BY, type AppResources, type Attempts } from "./real-calls-table";
import { makeResources } from "./support/app-on-emulator";
import { makeUserPool, signedIn, subOf, type User } from "./support/pool-in-use";
import { describeOnLocalAws, localAws } from "./support/shared";
import { answers, callerOf, type Caller } from "./support/tried";
import type { Answer } from "./support/user-clients";
import { Workspace } from "./support/workspace";

jest.setTimeout(300_000);

interface Deployed {
  readonly identityPoolId: string;
  /** Users are told apart by the tag `user`, filled from the claim `sub`. */
  readonly isOwnedByTag?: boolean;
}

describeOnLocalAws("a grant in use", () => {
  let place: Place;
  let userPool: SampleUserPool;
  let ada: User;
  let bob: User;
  let app: Omit<AppResources, "identityPoolId">;
  let name: string;

  beforeAll(async () => {
    place = localAws();
    place = { endpoint: place.endpoint, region: place.region };
    name = new Workspace().name;
    userPool = await makeUserPool(place);
    ada = await signedIn(place, userPool, "ada");
    bob = await signedIn(place, userPool, "bob");
    app = await makeResources(place, name);
  });

  async function callers(deployed: Deployed): Promise<[user: Caller, other: Caller, guest: Caller]> {
    const { identityPoolId, isOwnedByTag = false } = deployed;
    const session = (user?: User) => sessionOf(place, identityPoolId, user?.logins);
    const signedInAs = async (user: User) => {
      const tags: RequestContext = isOwnedByTag ? { "aws:PrincipalTag/user": subOf(user.logins) } : {};
      return callerOf(place, await session(user), { identityPoolId, tags });
    };
    return [
      await signedInAs(ada),
      await signedInAs(bob),
      await callerOf(place, await session(), { identityPoolId, isGuest: true }),
    ];
  }

  /** Lines of a table: what, and the answers to its caller on their own and on Bob's. */
  async function tried(title: string, deployed: Deployed, attemptsOn: Attempts): Promise<string[]> {
    const resources = { ...app, identityPoolId: deployed.identityPoolId };
    const [user, other, guest] = await callers(deployed);
    const ownerOf = ({ session: { identityId } }: Caller, { logins }: User) =>
      deployed.isOwnedByTag === true ? subOf(logins) : identityId;
    const columns: [string, Caller, string][] = [
      ["user, own", user, ownerOf(user, ada)],
      ["user, another's", user, ownerOf(other, bob)],
      ["guest, own", guest, guest.session.identityId],
      ["guest, another's", guest, ownerOf(other, bob)],
    ];
    const lines: string[] = [];
    const whats = attemptsOn(resources, "").map(({ what }) => what);
    for (const [index, what] of whats.entries()) {
      const row: Answer[] = [];
      for (const [column, caller, owner] of columns) {
        const attempt = attemptsOn(resources, owner)[index];
        if (!attempt) throw new Error(`${what} is not tried on everybody's`);
        const { real, simulated } = await answers(caller, attempt);
        const where = [title, what, column];
        // A difference that is gone is to be taken off the list.
        const isKnown = DIFFERENCES[where.join(": ")] !== undefined;
        expect([...where, real === simulated]).toEqual([...where, !isKnown]);
        row.push(real);
      }
      lines.push(`| ${[what, ...row].join(" | ")} |`);
    }
    return [
      `## ${title}`,
      "",
      `| | ${columns.map(([column]) => column).join(" | ")} |`,
      "|---|---|---|---|---|",
      ...lines,
    ];
  }

  test("every function of the library is tried, or its service is one that the emulator lacks", () => {
    expect(Object.keys(TRIED_BY)).toEqual(expect.arrayContaining(LIBRARY.map((call) => call.name)));
  });

  test("users and guests are answered as the simulator says, grant by grant", async () => {
    const grants: { title: string; statements: PolicyStatement[]; attempts: Attempts; isOwnedByTag?: boolean }[] = [
      ...LIBRARY.flatMap(({ title, name: each, statements }) => {
        const attempts = TRIED_BY[each];
        const resources = { ...app, identityPoolId: "us-east-1:11111111-2222-4333-8444-555555555555" };
        const ofApi = each === "graphql" ? { ...resources, apiId: app.graphqlApiId } : resources;
        return typeof attempts === "function"
          ? [
              {
                title,
                statements: statements(ofApi, Partition.AWS),
                attempts,
                isOwnedByTag: title.includes("principalTag("),
              },
            ]
          : [];
      }),
      ...BY_HAND.map(({ title, action, resource, attempts }) => ({
        title,
        statements: [
          {
            effect: "Allow",
            actions: [action],
            resources: [resource({ ...app, identityPoolId: "" })],
          },
        ],
        attempts,
      })),
    ];
    const workspace = new Workspace();
    workspace.synthesize((cdktf) => {
      const stack = new TerraformStack(cdktf, "grants");
      new AwsProvider(stack, "aws", { region: place.region });
      grants.forEach(({ statements, isOwnedByTag }, index) => {
        const client = { userPoolId: userPool.userPoolId, clientId: userPool.userPoolClientId };
        const pool = new IdentityPool(stack, `pool-${index}`, {
          identityPoolName: `${name}-${index}`,
          userPoolClients: [client],
          principalTags: isOwnedByTag ? [{ identityProvider: client, tags: { user: "sub" } }] : [],
          allowUnauthenticatedIdentities: true,
        });
        pool.authenticatedRole.grant(...statements);
        // Guests have no token, and so no tags to own anything by.
        if (!isOwnedByTag) pool.unauthenticatedRole?.grant(...statements);
        new TerraformOutput(stack, `pool_${index}`, {
          value: { identityPoolId: pool.identityPoolId },
        });
      });
      return stack;
    });
    await workspace.init();
    const outputs = (await workspace.apply()) as unknown as Record<string, Deployed>;
    const tables: string[] = [];
    for (const [index, { title, attempts, isOwnedByTag }] of grants.entries()) {
      const deployed = outputs[`pool_${index}`];
      if (!deployed) throw new Error(`no pool for ${title}`);
      tables.push((await tried(title, { ...deployed, isOwnedByTag }, attempts)).join("\n"));
    }
    const head = "# What users and guests are answered, by real calls on what the library grants to both";
    expectGolden(join(__dirname, "golden", "real-calls.md"), `${[head, ...tables].join("\n\n")}\n`);
  });

  const SETTINGS: [string, IdentityPoolStackProps][] = [
    ["as it ships", {}],
    ["with the guide's policy alone", { guardrail: false }],
    ["with least privilege", { permissions: "least-privilege" }],
    ["without the token check", { serverSideTokenCheck: false }],
  ];

  test("the shipped stack, in each setting: users are answered as the simulator says", async () => {
    const tables: string[] = [];
    for (const [title, props] of SETTINGS) {
      const workspace = new Workspace();
      workspace.set({
        bucket_name: app.bucketName,
        user_pool_id: userPool.userPoolId,
        user_pool_client_id: userPool.userPoolClientId,
      });
      workspace.synthesizeShipped({ ...props, allowUnauthenticatedIdentities: true });
      await workspace.init();
      const outputs = await workspace.apply();
      const deployed = { identityPoolId: outputs.identity_pool_id };
      tables.push((await tried(title, deployed, GUIDE)).join("\n"));
    }
    const head = "# What users and guests of the shipped stack are answered, by real calls, with guests let in";
    expectGolden(join(__dirname, "golden", "real-calls-stack.md"), `${[head, ...tables].join("\n\n")}\n`);
  });
});
