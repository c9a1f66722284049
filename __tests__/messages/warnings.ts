/** What is taken, with a warning. */
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { CLIENT, ROLE } from "../identity-pool/pools";
import { calling, warned, withProps } from "./mistake";
import type { Mistake, Section } from "./mistake";

const guests = (...actions: string[]): Mistake =>
  warned(
    `unauthenticatedRole.grant(${actions.join(", ")})`,
    calling(
      ({ unauthenticatedRole }) => {
        unauthenticatedRole?.grant({ actions, resources: ["*"] });
      },
      { allowUnauthenticatedIdentities: true },
    ),
  );

const reading = (resource: string, isGuests = false): Mistake =>
  warned(
    `${isGuests ? "unauthenticatedRole" : "authenticatedRole"}.grant(${resource})`,
    calling(
      ({ authenticatedRole, unauthenticatedRole }) => {
        const role = isGuests ? unauthenticatedRole : authenticatedRole;
        role?.grant({ actions: ["s3:GetObject"], resources: [resource] });
      },
      isGuests ? { allowUnauthenticatedIdentities: true } : {},
    ),
  );

export const ofWarnings: Section = {
  heading: "Warnings",
  where: "Synth goes on.",
  mistakes: [
    warned("a pool without a way to sign in", withProps({ userPoolClients: undefined })),
    warned(
      "a pool of guests alone that lets no guests in",
      withProps({ userPoolClients: undefined, authenticatedRole: "none", unauthenticatedRole: {} }),
    ),
    warned(
      "grant({ actions, resources: [`arn:aws:s3:::${bucket}/*`] })",
      calling((_, role, stack) => {
        const bucket = new S3Bucket(stack, "uploads", {});
        role.grant({ actions: ["s3:GetObject"], resources: [`arn:aws:s3:::${bucket.toString()}/*`] });
      }),
    ),
    warned(
      "Twitter's secret as a literal",
      withProps({
        socialLogins: { twitter: { consumerKey: "key", consumerSecret: "hunter2" } },
      }),
    ),
    warned("socialLogins: { google: undefined }", withProps({ socialLogins: { google: undefined } })),
    warned(
      "one role for users and guests",
      withProps({ authenticatedRole: { roleArn: ROLE }, unauthenticatedRole: { roleArn: ROLE } }),
    ),
    warned(
      "a user pool of another partition",
      withProps({
        userPoolClients: [{ ...CLIENT, userPoolId: "cn-north-1_AbCdEfGhI" }],
      }),
    ),
    warned(
      "a user pool's id without a region",
      withProps({
        userPoolClients: [{ ...CLIENT, userPoolId: "notes_AbCdEfGhI" }],
      }),
    ),
    warned("an AWS provider in another partition", (stack) => {
      const [provider] = stack.node.children.filter((child) => child instanceof AwsProvider);
      if (provider) provider.region = "cn-north-1";
      withProps({})(stack);
    }),
    warned(
      "11 managed policies",
      withProps({
        authenticatedRole: {
          managedPolicyArns: Array.from({ length: 11 }, (_, i) => `arn:aws:iam::123456789012:policy/p${i}`),
        },
      }),
    ),
    warned(
      "grant(dynamdb:GetItem)",
      calling((_, role) => {
        role.grant({ actions: ["dynamdb:GetItem", "notaservice:GetItem"], resources: ["*"] });
      }),
    ),
    reading("arn:aws:s3:::notes/${aws:PrincipalTag/team}/*"),
    reading("arn:aws:s3:::notes/${aws:PrincipalTag/team}/*", true),
    warned(
      'addGroup("editors"), addGroup("readers")',
      calling((pool) => {
        pool.addGroup("editors", { userPoolClient: CLIENT });
        pool.addGroup("readers", { userPoolClient: CLIENT });
      }),
    ),
    warned(
      'addGroup("editors", { precedence: 1 }), addGroup("readers", { precedence: 1 })',
      calling((pool) => {
        pool.addGroup("editors", { userPoolClient: CLIENT, precedence: 1 });
        pool.addGroup("readers", { userPoolClient: CLIENT, precedence: 1 });
      }),
    ),
    warned("userPoolClients: a client with generateSecret: true", (stack) => {
      const users = new CognitoUserPool(stack, "users", { name: "users" });
      const web = new CognitoUserPoolClient(stack, "web", { name: "web", userPoolId: users.id, generateSecret: true });
      withProps({ userPoolClients: [web] })(stack);
    }),
    guests("ec2:RunInstances"),
    guests("geo-maps:GetTile"),
  ],
};
