import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Lazy, TerraformLocal, TerraformVariable } from "cdktf";
import type { TerraformStack } from "cdktf";
import { permissions } from "../../src";
import type { IdentityPoolProps } from "../../src";
import { attachment, CLIENT, pool, poolResource, SAML, statements } from "../identity-pool/pools";
import { only, problems, synthesized } from "../support/synth";

const lazy = (value: string) => Lazy.stringValue({ produce: () => value });

test("names of literal and token mixed come out without a warning of CDKTF's functions", () => {
  const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);
  const json = synthesized((stack) => {
    const stage = new TerraformVariable(stack, "stage", { type: "string" }).stringValue;
    const client = { userPoolId: `us-east-1_${stage}`, clientId: `web${stage}` };
    pool({
      identityPoolName: `notes-${stage}-app`,
      userPoolClients: [client],
      roleMappings: [{ identityProvider: client, type: "Token" }],
      principalTags: [{ identityProvider: client, tags: { team: "custom:team" } }],
    })(stack);
  });
  expect(warn).not.toHaveBeenCalled();
  expect(only(json.resource.aws_iam_role).name_prefix).toBe(
    '${substr(replace(join("", ["notes-", var.stage, "-app"]), "/[^0-9A-Za-z_+=,.@-]/", "-"), 0, 23)}-authenticated-',
  );
});

test("a template of Terraform's in a name is one in the functions too, and not escaped", () => {
  const json = synthesized(pool({ identityPoolName: "notes-${var.stage}" }));
  expect(only(json.resource.aws_iam_role).name_prefix).toContain('join("", ["notes-", var.stage])');
});

test.each<[string, (stack: TerraformStack) => string, string]>([
  ["a local value's fqn", (stack) => `\${${new TerraformLocal(stack, "name", "a").fqn}}-app`, '[local.name, "-app"]'],
  [
    "an attribute of a resource's fqn",
    (stack) => `notes-\${${new S3Bucket(stack, "b", {}).fqn}.bucket}`,
    '["notes-", aws_s3_bucket.b.bucket]',
  ],
  ["a function in a template", () => 'notes-${join("-", var.names)}', '["notes-", join("-", var.names)]'],
  ["a number", (stack) => `notes-${number(stack)}`, '["notes-", var.count]'],
  ["a number behind a space", (stack) => `notes ${number(stack)}`, '["notes ", var.count]'],
])("%s in a name is an expression in the functions too", (_, name, parts) => {
  const json = synthesized((stack) => {
    pool({ identityPoolName: name(stack) })(stack);
  });
  expect(only(json.resource.aws_iam_role).name_prefix).toContain(`replace(join("", ${parts}), "`);
});

test("a template in an ARN of which the end is taken off is an expression, and not escaped", () => {
  const json = synthesized(
    pool({}, ({ authenticatedRole }) => {
      const logGroupArn = "arn:${var.partition}:logs:eu-west-1:123456789012:log-group:/app/notes:*";
      authenticatedRole.grant(...permissions.putLogEvents({ logGroupArn }));
    }),
  );
  expect(statements(json, "Grants_Document")[0]?.resources).toEqual([
    '${trimsuffix(join("", ["arn:", var.partition, ":logs:eu-west-1:123456789012:log-group:/app/notes:*"]), ":*")}:log-stream:*',
  ]);
});

test("a template around a token is read as one where a part of it is taken", () => {
  const json = synthesized((stack) => {
    const settings = new TerraformLocal(stack, "settings", { users: "us-east-1_AbCdEfGhI" });
    pool({ userPoolClients: [{ ...CLIENT, userPoolId: `\${${settings.fqn}.users}` }] })(stack);
  });
  expect(poolResource(json).cognito_identity_providers).toMatchObject([
    {
      provider_name:
        'cognito-idp.${element(split("_", local.settings.users), 0)}.amazonaws.com/${local.settings.users}',
    },
  ]);
});

function number(stack: TerraformStack): number {
  return new TerraformVariable(stack, "count", { type: "number" }).numberValue;
}

test("a number that only Terraform knows is one in texts too, also behind a hyphen", () => {
  const json = synthesized((stack) => {
    const count = number(stack);
    pool({ identityPoolName: `notes-${count}`, tags: { cost: `centre-${count}` } }, ({ authenticatedRole }) => {
      authenticatedRole.grant(
        { actions: ["s3:GetObject"], resources: [`arn:aws:s3:::notes-${count}/*`] },
        ...permissions.ownFiles({ bucketName: `uploads-${count}`, list: false }),
      );
    })(stack);
  });
  expect(poolResource(json)).toMatchObject({
    identity_pool_name: "notes-${var.count}",
    tags: { cost: "centre-${var.count}" },
  });
  expect(statements(json, "Grants_Document").map(({ resources }) => resources)).toEqual([
    ["arn:aws:s3:::notes-${var.count}/*"],
    ["arn:aws:s3:::uploads-${var.count}/&{cognito-identity.amazonaws.com:sub}/*"],
  ]);
});

describe("a Lazy that yields a literal", () => {
  const props = (text: (value: string) => string): Partial<IdentityPoolProps> => {
    const client = { userPoolId: text(CLIENT.userPoolId), clientId: text(CLIENT.clientId) };
    return {
      identityPoolName: text("notes app"),
      userPoolClients: [client],
      samlProviderArns: [text(SAML)],
      roleMappings: [{ identityProvider: client, type: "Token" }],
      principalTags: [{ identityProvider: text(SAML), tags: { team: text("team") } }],
      tags: { team: text("notes") },
    };
  };

  test("works like the literal", () => {
    expect(synthesized(pool(props(lazy)))).toEqual(synthesized(pool(props((value) => value))));
  });

  test("is checked like the literal", () => {
    expect(problems(pool({ identityPoolName: lazy("a/b") }))).toEqual([
      expect.stringContaining('identityPoolName is "a/b": give 1 to 128 characters'),
    ]);
    expect(
      problems(pool({ roleMappings: [{ identityProvider: lazy("accounts.google.com"), type: "Token" }] })),
    ).toEqual([expect.stringContaining('"accounts.google.com", which the pool does not have')]);
  });
});

describe("a list that only Terraform knows is taken as the L1s take it", () => {
  const list = (build: (arns: string[]) => Partial<IdentityPoolProps>) =>
    synthesized((stack) => {
      const arns = new TerraformVariable(stack, "arns", { type: "list(string)" }).listValue;
      pool(build(arns))(stack);
    });

  test("for SAML and OpenID Connect providers, sorted by Terraform, and a mapping may be for any of them", () => {
    const json = list((arns) => ({
      samlProviderArns: arns,
      openIdConnectProviderArns: arns,
      roleMappings: [{ identityProvider: SAML, type: "Token" }],
    }));
    expect(poolResource(json)).toMatchObject({
      saml_provider_arns: "${sort(var.arns)}",
      openid_connect_provider_arns: "${sort(var.arns)}",
    });
    expect(attachment(json).role_mapping).toMatchObject([{ identity_provider: SAML }]);
  });

  test("for managed policies, one attachment each", () => {
    const json = list((managedPolicyArns) => ({ authenticatedRole: { managedPolicyArns } }));
    expect(only(json.resource.aws_iam_role_policy_attachment)).toMatchObject({
      for_each: "${toset(var.arns)}",
      policy_arn: "${each.value}",
    });
  });

  test("for what a statement lists", () => {
    const found = problems((stack) => {
      const values = new TerraformVariable(stack, "values", { type: "list(string)" }).listValue;
      pool({}, ({ authenticatedRole }) => {
        authenticatedRole.grant({
          actions: values,
          resources: values,
          condition: [{ test: "StringLike", variable: "s3:prefix", values }],
        });
      })(stack);
    });
    expect(found).toEqual([]);
  });
});
