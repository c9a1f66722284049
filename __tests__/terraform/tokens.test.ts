import { Lazy, TerraformVariable } from "cdktf";
import type { IdentityPoolProps } from "../../src";
import { attachment, CLIENT, pool, poolResource, SAML } from "../identity-pool/pools";
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
