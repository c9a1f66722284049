import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Fn, Lazy, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { IdentityPool, permissions } from "../../src";
import { CLIENT, OTHER_CLIENT, pool, statements } from "../identity-pool/pools";
import { synthesized, testApp } from "../support/synth";

/** Every expression in the documents that refers to something that an apply may change. */
function putOff(data: unknown): string[] {
  const references = JSON.stringify(data).match(/(?:data\.)?(?:aws_\w+|terraform_\w+)\.[\w-]+\.\w+/g) ?? [];
  return references.filter((reference) => !reference.startsWith("data."));
}

const rich = synthesized((stack) => {
  const bucket = new S3Bucket(stack, "bucket", {});
  const existing = new TerraformVariable(stack, "bucket_name", { type: "string" }).stringValue;
  pool({ userPoolClients: [CLIENT, OTHER_CLIENT], allowUnauthenticatedIdentities: true }, (each) => {
    each.addPrincipalTags({ identityProvider: CLIENT, tags: { team: "custom:team" } });
    each.addGroup("editors", { userPoolClient: CLIENT }).grant(...permissions.ownDatasets(each));
    each.authenticatedRole.addPolicy("Guardrail", permissions.guardrail(each));
    each.authenticatedRole.grant(...permissions.ownFiles({ bucketName: bucket.bucket }));
    each.authenticatedRole.grant(...permissions.ownFiles({ bucketName: existing }));
    each.authenticatedRole.grant({
      actions: ["s3:ListBucket"],
      resources: Token.asList(Fn.concat([[bucket.arn], ["arn:aws:s3:::other"]])),
      condition: [
        { test: "StringLike", variable: "s3:prefix", values: [bucket.id, Lazy.stringValue({ produce: () => "late" })] },
      ],
    });
  })(stack);
});

test("no document waits for an apply: none refers to a resource but through a local value", () => {
  expect(putOff(rich.data)).toEqual([]);
  expect(JSON.stringify(rich.locals)).toContain("aws_s3_bucket.bucket.arn");
  expect(JSON.stringify(rich.locals)).toContain("aws_cognito_identity_pool.Pool");
});

test("a variable is read at plan anyway, and gets no local value of its own", () => {
  expect(JSON.stringify(rich.data)).toContain(
    "arn:aws:s3:::${var.bucket_name}/&{cognito-identity.amazonaws.com:sub}/*",
  );
  expect(JSON.stringify(rich.locals)).not.toContain("var.bucket_name");
});

test("what stands around a token stays readable where it is", () => {
  const json = synthesized((stack) => {
    const { arn } = new S3Bucket(stack, "bucket", {});
    pool({}, ({ authenticatedRole }) => {
      authenticatedRole.grant({ actions: ["s3:GetObject"], resources: [`${arn}/public/*`, `${arn}/shared/*`] });
    })(stack);
  });
  const [{ resources } = {}] = statements(json, "Grants_Document");
  expect(resources).toEqual([
    expect.stringMatching(/^\$\{local\.[\w-]+\}\/public\/\*$/),
    expect.stringMatching(/^\$\{local\.[\w-]+\}\/shared\/\*$/),
  ]);
  expect(Object.values(json.locals).filter((value) => value === "${aws_s3_bucket.bucket.arn}")).toHaveLength(1);
});

test("a bucket of another stack is reached through that stack's state", () => {
  const app = testApp();
  const [storage, users] = ["storage", "users"].map((id) => {
    const stack = new TerraformStack(app, id);
    new AwsProvider(stack, "aws", { region: "us-east-1" });
    return stack;
  }) as [TerraformStack, TerraformStack];
  const bucket = new S3Bucket(storage, "bucket", {});
  const { authenticatedRole } = new IdentityPool(users, "Pool", { identityPoolName: "n", userPoolClients: [CLIENT] });
  authenticatedRole.grant(...permissions.ownFiles({ bucketName: bucket.bucket }));
  app.synth();
  const { locals } = JSON.parse(Testing.synth(users)) as { locals: Record<string, string> };
  expect(Object.values(locals)).toContainEqual(expect.stringContaining("data.terraform_remote_state."));
});
