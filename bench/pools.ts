/** What the construct costs beside the resources that it makes, and beside itself in a larger stack. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CognitoIdentityPool } from "@cdktf/provider-aws/lib/cognito-identity-pool";
import { CognitoIdentityPoolRolesAttachment } from "@cdktf/provider-aws/lib/cognito-identity-pool-roles-attachment";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformLocal, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";
import { ratioOf, type Ratio } from "./ratio";

const userPoolId = "us-east-1_AbCdEfGhI";
const clientId = "1h57kf5cpq17m0eml12EXAMPLE";

/** Puts the pool of a number into a stack. */
type MakePool = (stack: TerraformStack, number: number) => void;

export const construct: MakePool = (stack, number) => {
  const pool = new IdentityPool(stack, `pool${number}`, {
    identityPoolName: `notes${number}`,
    userPoolClients: [{ userPoolId, clientId }],
  });
  pool.authenticatedRole.grant(...permissions.ownFiles({ bucketName: "notes-app-uploads" }));
};

/** The same as a team would write it without the construct. */
export const l1s: MakePool = (stack, number) => {
  const pool = new CognitoIdentityPool(stack, `pool${number}`, {
    identityPoolName: `notes${number}`,
    allowUnauthenticatedIdentities: false,
    allowClassicFlow: false,
    cognitoIdentityProviders: [
      { providerName: `cognito-idp.us-east-1.amazonaws.com/${userPoolId}`, clientId, serverSideTokenCheck: true },
    ],
  });
  const poolId = new TerraformLocal(stack, `pool-id${number}`, pool.id);
  const trustPolicy = new DataAwsIamPolicyDocument(stack, `trust-policy${number}`, {
    statement: [
      {
        effect: "Allow",
        actions: ["sts:AssumeRoleWithWebIdentity"],
        principals: [{ type: "Federated", identifiers: ["cognito-identity.amazonaws.com"] }],
        condition: [
          { test: "StringEquals", variable: "cognito-identity.amazonaws.com:aud", values: [poolId.asString] },
          {
            test: "ForAnyValue:StringLike",
            variable: "cognito-identity.amazonaws.com:amr",
            values: ["authenticated"],
          },
        ],
      },
    ],
  });
  const role = new IamRole(stack, `role${number}`, {
    namePrefix: `notes${number}-authenticated-`,
    assumeRolePolicy: trustPolicy.json,
  });
  const ownFiles = new DataAwsIamPolicyDocument(stack, `own-files${number}`, {
    statement: [
      {
        sid: "OwnFiles",
        effect: "Allow",
        actions: [
          "s3:GetObject",
          "s3:PutObject",
          "s3:DeleteObject",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts",
        ],
        resources: ["arn:aws:s3:::notes-app-uploads/&{cognito-identity.amazonaws.com:sub}/*"],
      },
      {
        sid: "OwnFilesList",
        effect: "Allow",
        actions: ["s3:ListBucket"],
        resources: ["arn:aws:s3:::notes-app-uploads"],
        condition: [
          {
            test: "StringLike",
            variable: "s3:prefix",
            values: ["&{cognito-identity.amazonaws.com:sub}", "&{cognito-identity.amazonaws.com:sub}/*"],
          },
        ],
      },
    ],
  });
  new IamRolePolicy(stack, `policy${number}`, { name: "Grants", role: role.name, policy: ownFiles.json });
  new CognitoIdentityPoolRolesAttachment(stack, `roles-attachment${number}`, {
    identityPoolId: pool.id,
    roles: { authenticated: role.arn },
  });
};

/** The cost of a pool of the construct, as so many times that of the same resources written by hand. */
export function constructAgainstL1s(): Promise<Ratio> {
  return ratioOf(
    () => cpuPerPool(construct, 500),
    () => cpuPerPool(l1s, 500),
    21,
  );
}

/** The cost of a pool in a stack of 10,000, as so many times that of one in a stack of 100. */
export function manyAgainstFew(): Promise<Ratio> {
  return ratioOf(
    () => cpuPerPool(construct, 10_000),
    () => cpuPerPool(construct, 100, 20),
    1,
  );
}

/** Milliseconds of CPU for a pool, from the first construct to the file that Terraform reads. */
function cpuPerPool(make: MakePool, pools: number, stacks = 1): number {
  // What the other one left behind is not collected at this one's cost.
  globalThis.gc?.();
  const before = process.cpuUsage();
  for (let stack = 0; stack < stacks; stack++) synthesize(make, pools);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / (pools * stacks);
}

/** The stack's JSON. */
function synthesize(make: MakePool, pools: number): string {
  const outdir = mkdtempSync(join(tmpdir(), "identity-pool-bench-"));
  try {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "pools");
    new AwsProvider(stack, "aws", { region: "us-east-1" });
    for (let number = 0; number < pools; number++) make(stack, number);
    app.synth();
    return readFileSync(join(outdir, "stacks", "pools", "cdk.tf.json"), "utf8");
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

interface Blocks {
  readonly data: Record<string, Record<string, object>>;
  readonly resource: Record<string, Record<string, object>>;
}

/** What the blocks of some pools say, but for their addresses. */
export function bodies(make: MakePool): string {
  const { data, resource } = JSON.parse(synthesize(make, 3)) as Blocks;
  return [data, resource]
    .flatMap(Object.entries)
    .flatMap(([type, blocks]: [string, object]) =>
      Object.values(blocks).map((body: object) => ({ type, ...body, "//": undefined })),
    )
    .map((block) => JSON.stringify(block).replace(/\$\{[^}]*\}/g, "REFERENCE"))
    .sort()
    .join("\n");
}
