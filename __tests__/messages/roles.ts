/** What is refused of a role's settings, and of statements. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Partition, permissions } from "../../src";
import { CLIENT, ROLE } from "../identity-pool/pools";
import { calling, refused, setting, withProps, written } from "./mistake";
import type { Anything, Mistake, Section } from "./mistake";

const role = (settings: unknown): Mistake => setting({ authenticatedRole: settings });

export const ofRoles: Section = {
  heading: "Settings of a role",
  where: "Synth stops.",
  mistakes: [
    role(ROLE),
    role({ roleNme: "users" }),
    role({ arn: ROLE }),
    refused("authenticatedRole: { roleArn: role.name }", (stack) => {
      const existing = new IamRole(stack, "role", { assumeRolePolicy: "{}" });
      withProps({ authenticatedRole: { roleArn: existing.name } })(stack);
    }),
    role({ roleName: "my users", path: "app", description: "☂" }),
    role({ roleName: "a", roleNamePrefix: "b" }),
    role({ roleNamePrefix: "n".repeat(39) }),
    role({ description: "d".repeat(1001) }),
    role({ permissionsBoundaryArn: ROLE }),
    role({ permissionsBoundaryArn: 7, managedPolicyArns: [7] }),
    role({ maxSessionDurationSeconds: 60 }),
    role({ managedPolicyArns: ["AmazonS3ReadOnlyAccess"] }),
    role({ managedPolicyArns: "AmazonS3ReadOnlyAccess" }),
    role({ managedPolicyArns: Array.from({ length: 21 }, (_, i) => `arn:aws:iam::123456789012:policy/p${i}`) }),
    refused(
      'authenticatedRole: { grantsPolicyName: "a b" }, and a grant',
      calling(
        (_, authenticated) => {
          authenticated.grant({ actions: ["s3:GetObject"], resources: ["*"] });
        },
        { authenticatedRole: { grantsPolicyName: "a b" } },
      ),
    ),
    role({ tags: "team=notes" }),
    role({ tags: { team: "aws:notes" } }),
    role({ tags: { team: "a", Team: "b" } }),
    refused(
      "two roles with one name",
      withProps({
        authenticatedRole: { roleName: "users" },
        unauthenticatedRole: { roleName: "Users" },
      }),
    ),
    refused(
      "three roles with one name",
      calling(
        (pool) => {
          pool.addRole("Finance", { roleName: "users" });
          pool.addRole("Support", { roleName: "users" });
        },
        { authenticatedRole: { roleName: "users" } },
      ),
    ),
    setting({ partition: Partition.AWS_US_GOV_EAST }),
    role({ roleArn: "users", roleName: "u".repeat(65) }),
    role({ roleArn: 7 }),
    role({ roleArn: ROLE, description: "Users" }),
    role({ roleArn: ROLE, owner: "me" }),
    refused(
      "a grant to authenticatedRole: { roleArn }",
      calling(
        (_, authenticated) => {
          authenticated.grant({ actions: ["s3:GetObject"], resources: ["*"] });
        },
        { authenticatedRole: { roleArn: ROLE } },
      ),
    ),
    refused(
      'attachManagedPolicy("AmazonS3ReadOnlyAccess")',
      calling((_, authenticated) => {
        authenticated.attachManagedPolicy("AmazonS3ReadOnlyAccess");
      }),
    ),
    refused(
      "attachManagedPolicy(7)",
      calling((_, authenticated) => {
        authenticated.attachManagedPolicy(7 as Anything);
      }),
    ),
    refused(
      "a partition with long names",
      withProps({
        partition: Partition.custom({ name: "aws-iso", conditionKeyPrefix: `${"c".repeat(1100)}.example` }),
      }),
    ),
  ],
};

const FINE = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::notes/*"] };

function grant(change: object): Mistake {
  const statement = { ...FINE, ...change };
  return refused(
    `grant(${written(statement)})`,
    calling((_, authenticated) => {
      authenticated.grant(statement);
    }),
  );
}

function condition(change: object): Mistake {
  return grant({ condition: [{ test: "StringEquals", variable: "s3:prefix", values: ["a"], ...change }] });
}

export const ofStatements: Section = {
  heading: "Statements and policies",
  where: "Synth stops.",
  mistakes: [
    grant({ Action: ["s3:GetObject"] }),
    grant({ actions: "s3:GetObject", resources: "*" }),
    grant({ actions: [7], resources: [7] }),
    grant({ actions: undefined }),
    grant({ actions: [] }),
    grant({ notActions: ["s3:PutObject"] }),
    grant({ resources: undefined }),
    grant({ resources: [] }),
    grant({ actions: ["GetObject"] }),
    grant({ sid: "${var.sid}", actions: ["GetObject"] }),
    grant({ resources: ["notes"] }),
    grant({ resources: ["arn:aws:s3:::undefined/*"] }),
    grant({ resources: ["arn:aws:s3:::notes/заметки/*"] }),
    grant({ resources: ["arn:aws:s3:::notes/${cognito-identity.amazonaws.com:sub/*"] }),
    refused(
      "grant({ actions, resources: [bucket.id] })",
      calling((_, authenticated, stack) => {
        const bucket = new S3Bucket(stack, "bucket", { bucketPrefix: "notes-" });
        authenticated.grant({ actions: ["s3:GetObject"], resources: [bucket.id] });
      }),
    ),
    grant({ effect: "allow" }),
    grant({ sid: "Own files" }),
    grant({ sid: 7 }),
    grant({ principals: [{ type: "AWS", identifiers: ["*"] }] }),
    grant({ principals: [{ type: 7, identifiers: [7] }, "*"] }),
    grant({ principals: "*" }),
    grant({ condition: { StringEquals: { "s3:prefix": "a" } } }),
    grant({ condition: ["StringEquals"] }),
    condition({ test: 7, variable: 7, values: "a" }),
    condition({ test: "StringEqual" }),
    condition({ test: "Contains" }),
    condition({ variable: "prefix" }),
    condition({ values: [] }),
    condition({ test: "Null", values: ["yes"] }),
    refused(
      "grant([statement])",
      calling((_, authenticated) => {
        authenticated.grant([FINE] as Anything);
      }),
    ),
    refused(
      "grant(7)",
      calling((_, authenticated) => {
        authenticated.grant(7 as Anything);
      }),
    ),
    refused(
      'addPolicy("Extra", statement)',
      calling((_, authenticated) => {
        authenticated.addPolicy("Extra", FINE as Anything);
      }),
    ),
    refused(
      'addPolicy("Grants", [statement])',
      calling((_, authenticated) => {
        authenticated.addPolicy("Grants", [FINE]);
      }),
    ),
    refused(
      'addPolicy("Extra", ...) twice',
      calling((_, authenticated) => {
        authenticated.addPolicy("Extra", [FINE]);
        authenticated.addPolicy("Extra", [FINE]);
      }),
    ),
    refused(
      'addPolicy("Custom", ...) beside grantsPolicyName "Custom"',
      calling(
        (_, authenticated) => {
          authenticated.grant(FINE);
          authenticated.addPolicy("Custom", [FINE]);
        },
        { authenticatedRole: { grantsPolicyName: "Custom" } },
      ),
    ),
    refused(
      'addPolicy("my policy", ...)',
      calling((_, authenticated) => {
        authenticated.addPolicy("my policy", [FINE]);
      }),
    ),
    refused(
      "grants of more than 10240 characters",
      calling((_, authenticated) => {
        const resources = Array.from({ length: 200 }, (__, i) => `arn:aws:s3:::notes/${String(i).padEnd(50, "x")}`);
        authenticated.grant({ actions: ["s3:GetObject"], resources });
      }),
    ),
    refused(
      "ownFiles({ bucketName, partition: Partition.AWS_CN }) in the partition aws",
      calling((_, authenticated) => {
        authenticated.grant(...permissions.ownFiles({ bucketName: "notes", partition: Partition.AWS_CN }));
      }),
    ),
    refused(
      "grant(...), with permissions.principalTag(undefined)",
      calling((_, authenticated) => {
        const resources = [`arn:aws:s3:::notes/${permissions.principalTag(undefined as Anything)}/*`];
        authenticated.grant({ actions: ["s3:GetObject"], resources });
      }),
    ),
    refused(
      "grant(arn:aws:s3:::notes/${cognito-identity.amazon.com:sub}/*)",
      calling((_, authenticated) => {
        const resources = ["arn:aws:s3:::notes/${cognito-identity.amazon.com:sub}/*"];
        authenticated.grant({ actions: ["s3:GetObject"], resources });
      }),
    ),
    refused(
      "ownFiles with a tag that the role has too",
      calling(
        (_, authenticated) => {
          authenticated.grant(
            ...permissions.ownFiles({ bucketName: "notes", owner: permissions.principalTag("user"), list: false }),
          );
        },
        {
          principalTags: [{ identityProvider: CLIENT, tags: { user: "sub" } }],
          authenticatedRole: { tags: { User: "a" } },
        },
      ),
    ),
  ],
};
