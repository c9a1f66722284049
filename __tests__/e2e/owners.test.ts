/** Data that outlives a pool: one user comes through two pools, in two regions, to one set of data. The example is applied on
 *  the local AWS, and what its users may do is evaluated on the policies that are there afterwards. */
import {
  CognitoIdentityClient,
  GetIdCommand,
  GetIdentityPoolRolesCommand,
  GetPrincipalTagAttributeMapCommand,
} from "@aws-sdk/client-cognito-identity";
import { emulatorCredentials } from "../../local/local-aws";
import { simulate } from "../../src";
import type { PolicyDocument } from "../../src";
import { inlinePolicy, trustPolicy } from "./support/clients";
import { makeUserPool, signedIn, subOf, type User } from "./support/pool-in-use";
import { describeOnLocalAws, localAws } from "./support/shared";
import { roleNameOf, Workspace } from "./support/workspace";

/** A user, as one of the pools knows her. */
interface Session {
  readonly identityId: string;
  readonly policies: PolicyDocument[];
  readonly context: Record<string, string>;
}

describeOnLocalAws("two pools in two regions on one set of data", () => {
  const workspace = new Workspace();
  let stackIds: string[];
  const poolIds: Record<string, string> = {};
  let provider: string;
  let ada: User;
  let adasSub: string;
  let bobsSub: string;

  beforeAll(async () => {
    const place = { endpoint: localAws().endpoint, region: "eu-west-1" };
    const userPool = await makeUserPool(place);
    provider = `cognito-idp.eu-west-1.amazonaws.com/${userPool.userPoolId}`;
    ada = await signedIn(place, userPool, "ada");
    adasSub = subOf(ada.logins);
    bobsSub = subOf((await signedIn(place, userPool, "bob")).logins);
    stackIds = await workspace.runExample("two-regions.ts", {
      "eu-west-1_AbCdEfGhI": userPool.userPoolId,
      "1h57kf5cpq17m0eml12EXAMPLE": userPool.userPoolClientId,
    });
    for (const stackId of stackIds) {
      workspace.use(stackId);
      await workspace.init();
      poolIds[stackId.replace("two-regions-", "")] = (await workspace.apply()).identity_pool_id;
    }
  });
  afterAll(async () => {
    for (const stackId of stackIds) {
      workspace.use(stackId);
      await workspace.destroy();
    }
  });

  async function adaThrough(place: string): Promise<Session> {
    const identityPoolId = poolIds[place] ?? "";
    const [region = ""] = identityPoolId.split(":");
    const cognito = new CognitoIdentityClient({
      endpoint: localAws().endpoint,
      region,
      credentials: emulatorCredentials,
    });
    const { IdentityId: identityId = "" } = await cognito.send(
      new GetIdCommand({ IdentityPoolId: identityPoolId, Logins: { ...ada.logins } }),
    );
    const { PrincipalTags = {} } = await cognito.send(
      new GetPrincipalTagAttributeMapCommand({ IdentityPoolId: identityPoolId, IdentityProviderName: provider }),
    );
    const { Roles = {} } = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId: identityPoolId }));
    const roleName = roleNameOf(Roles.authenticated ?? "");
    expect(PrincipalTags).toEqual({ user: "sub" });
    expect((await trustPolicy(roleName)).Statement).toMatchObject([
      { Action: expect.arrayContaining(["sts:TagSession"]) as unknown },
    ]);
    return {
      identityId,
      policies: [(await inlinePolicy(roleName, "Grants")) as unknown as PolicyDocument],
      context: { "cognito-identity.amazonaws.com:sub": identityId, "aws:PrincipalTag/user": adasSub },
    };
  }

  test("the pools are in two regions, and give one user two identity ids", async () => {
    expect(Object.values(poolIds).map((id) => id.split(":")[0])).toEqual(["eu-west-1", "us-east-1"]);
    const [ireland, virginia] = await Promise.all([adaThrough("ireland"), adaThrough("virginia")]);
    expect(ireland.identityId).not.toBe(virginia.identityId);
  });

  test.each(["ireland", "virginia"])(
    "through the pool in %s a user reaches her own data, and nobody else's",
    async (place) => {
      const { policies, context, identityId } = await adaThrough(place);
      const file = (action: string, key: string) =>
        simulate(policies, { action, resource: `arn:aws:s3:::notes-app-uploads/${key}`, context });
      const list = (prefix: string) =>
        simulate(policies, {
          action: "s3:ListBucket",
          resource: "arn:aws:s3:::notes-app-uploads",
          context: { ...context, "s3:prefix": prefix },
        });
      const row = (key: string) =>
        simulate(policies, {
          action: "dynamodb:Query",
          resource: "arn:aws:dynamodb:eu-west-1:123456789012:table/notes",
          context: { ...context, "dynamodb:LeadingKeys": [key] },
        });
      expect([
        file("s3:GetObject", `${adasSub}/a`),
        file("s3:PutObject", `${adasSub}/a`),
        list(`${adasSub}/`),
        row(adasSub),
      ]).toEqual(Array.from({ length: 4 }, () => "allowed"));
      for (const other of [bobsSub, identityId]) {
        expect([
          file("s3:GetObject", `${other}/a`),
          file("s3:PutObject", `${other}/a`),
          list(other),
          row(other),
        ]).toEqual(Array.from({ length: 4 }, () => "implicitDeny"));
      }
    },
  );

  test("a session without the tag owns nothing", async () => {
    const { policies, identityId } = await adaThrough("ireland");
    const context = { "cognito-identity.amazonaws.com:sub": identityId };
    for (const key of [`${adasSub}/a`, `${identityId}/a`, "/a"]) {
      const resource = `arn:aws:s3:::notes-app-uploads/${key}`;
      expect(simulate(policies, { action: "s3:GetObject", resource, context })).toBe("implicitDeny");
    }
  });
});
