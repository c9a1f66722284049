/** What is refused of the options of permissions. */
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { permissions } from "../../src";
import type { IdentityPoolProps, PolicyStatement } from "../../src";
import { CLIENT, OIDC } from "../identity-pool/pools";
import { calling, refused, written } from "./mistake";
import type { Mistake, Section } from "./mistake";

type Name = Exclude<keyof typeof permissions, "principalTag">;

function permission(name: Name, options: unknown): Mistake {
  return refused(
    `${name}(${written(options)})`,
    calling((_, role) => {
      role.grant(...(permissions[name] as (given: unknown) => PolicyStatement[])(options));
    }),
  );
}

const bucketName = "notes-app-uploads";
const tableArn = "arn:aws:dynamodb:us-east-1:123456789012:table/notes";
const owner = permissions.principalTag("user");

export const ofPermissions: Section = {
  heading: "Options of permissions",
  where: "Synth stops, with the path of the role that was granted them.",
  mistakes: [
    permission("ownFiles", undefined),
    permission("ownFiles", {}),
    permission("ownFiles", { bucketName: undefined }),
    permission("ownFiles", { bucketName: null }),
    permission("ownFiles", { bucketName: "Notes" }),
    permission("ownFiles", { bucketName: "arn:aws:s3:::notes" }),
    permission("ownFiles", { bucket: "notes" }),
    permission("ownFiles", { bucketName, prefix: "private" }),
    permission("ownFiles", { bucketName, acess: "read" }),
    permission("ownFiles", { bucketName, colour: "red" }),
    permission("ownFiles", { bucketName, access: "raed", list: "false" }),
    permission("ownFiles", { bucketName, prefix: "/private", keySeparator: "#", owner: "notes", partition: "aws" }),
    permission("ownFiles", { bucketName, bucketKey: true }),
    permission("ownFiles", { bucketName, kmsKeyArn: "alias/notes" }),
    refused(
      "ownFiles({ bucketName: bucket.arn })",
      calling((_, role, stack) => {
        role.grant(...permissions.ownFiles({ bucketName: new S3Bucket(stack, "uploads", {}).arn }));
      }),
    ),
    permission("amplifyStorage", { bucketName: "", access: "write" }),
    permission("ownRows", { tableArn: "notes", keyPrefix: "*", keySeparator: "", indexNames: [] }),
    permission("ownRows", { tableArn: "arn:aws:dynamodb:eu-west-1::table/notes" }),
    permission("ownRows", { tableArn, indexNames: "by-date" }),
    permission("ownRows", { tableArn, indexNames: [""] }),
    permission("ownRows", { tableArn, access: "write", indexNames: ["by-date"] }),
    permission("ownTopics", { prefix: "/notes", clientIdSeparator: "*", retain: "yes", region: "x", accountId: 1 }),
    permission("graphql", { apiId: "", fields: ["notes"] }),
    permission("appSyncEvents", { apiId: "", channelNamespaces: undefined }),
    permission("appSyncEvents", { apiId: "a", channelNamespaces: ["/notes"], access: "all" }),
    permission("invokeApi", { apiId: "", stage: "a/b", methods: ["get"], paths: ["a b"] }),
    permission("invokeApi", { apiId: "a", methods: ["GET"], method: "GET", paths: ["/a"], path: "/a" }),
    permission("invokeWebSocket", { apiId: "", stage: "a/b", routeKeys: [""] }),
    permission("invokeFunction", { functionArn: "notes", url: "yes" }),
    permission("invokeModel", { modelArns: ["nova"] }),
    permission("invokeModel", {
      modelArns: ["arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-micro-v1:0"],
    }),
    permission("converseWithBot", { botAliasArn: "bot" }),
    permission("putRecords", { streamArn: "clicks" }),
    permission("sendMessages", { queueArn: "orders" }),
    permission("sendMessages", "orders"),
    permission("putLogEvents", { logGroupArn: "notes" }),
    permission("rum", { appMonitorArn: undefined }),
    permission("rum", { appMonitorArn: "arn:aws:rum:us-east-1:123456789012:appmonitor/notes", region: "us-east-1" }),
    permission("maps", { mapArn: "shops" }),
    permission("maps", "shops"),
    permission("maps", { mapArn: "arn:aws:geo:us-east-1:123456789012:map/shops", region: "us-east-1" }),
    permission("places", { region: "Ireland" }),
    permission("translateText", { detectLanguage: "yes" }),
    permission("serverlessStackGuide", { bucketName: "Notes" }),
    permission("guardrail", undefined),
    permission("guardrail", "us-east-1:12345678-1234-1234-1234-123456789012"),
    permission("guardrail", {}),
    permission("ownDatasets", { identityPoolId: "notes" }),
  ],
};

function owned(
  what: string,
  statements: PolicyStatement[],
  props: Partial<IdentityPoolProps>,
  isGuests = false,
): Mistake {
  return refused(
    what,
    calling((pool, role) => {
      (isGuests ? pool.unauthenticatedRole : role)?.grant(...statements);
    }, props),
  );
}

const tag = (claim: string, identityProvider: string | typeof CLIENT = CLIENT) => ({
  openIdConnectProviderArns: [OIDC],
  principalTags: [{ identityProvider, tags: { user: claim } }],
});

export const ofOwners: Section = {
  heading: 'Data of an owner, `owner: permissions.principalTag("user")`',
  where: "Synth stops, with the path of the role.",
  mistakes: [
    owned("ownFiles, and no provider gives the tag", permissions.ownFiles({ bucketName, owner }), {}),
    owned(
      "ownFiles, and the tag comes from the claim email",
      permissions.ownFiles({ bucketName, owner }),
      tag("email"),
    ),
    owned(
      "ownFiles with a list, and the tag comes from the sub of another provider",
      permissions.ownFiles({ bucketName, owner }),
      tag("sub", OIDC),
    ),
    owned(
      "ownRows with a key separator, and the same tag",
      permissions.ownRows({ tableArn, owner, keySeparator: "#" }),
      tag("sub", OIDC),
    ),
    owned(
      "ownTopics with a client id separator, and the same tag",
      permissions.ownTopics({ prefix: "notes", owner, clientIdSeparator: "-" }),
      tag("sub", OIDC),
    ),
    owned(
      "amplifyStorage, and the tag comes from the claim email",
      permissions.amplifyStorage({ bucketName, owner }),
      tag("email"),
    ),
    owned(
      "ownFiles, granted to guests",
      permissions.ownFiles({ bucketName, owner }),
      { ...tag("sub"), allowUnauthenticatedIdentities: true },
      true,
    ),
  ],
};
