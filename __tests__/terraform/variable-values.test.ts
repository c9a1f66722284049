/** A variable's `value`, which CDKTF types as any and its own constructs take for any setting, is taken where a text or a list is. */
import { Fn, TerraformVariable, Token } from "cdktf";
import type { TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "../../src";
import { attachment, CLIENT, OTHER_CLIENT, pool, poolResource, SAML, statements } from "../identity-pool/pools";
import { named, problems, synthesized } from "../support/synth";

/** `never` fits anywhere, as `any` does. */
function variable(stack: TerraformStack, name: string, type = "string"): never {
  return new TerraformVariable(stack, name, { type }).value as never;
}

test("the pool's settings reach Terraform as references to the variables", () => {
  const json = synthesized((stack) => {
    new IdentityPool(stack, "Pool", {
      identityPoolName: variable(stack, "name"),
      userPoolClients: [{ userPoolId: variable(stack, "users"), clientId: variable(stack, "client") }],
      samlProviderArns: variable(stack, "saml", "list(string)"),
      tags: variable(stack, "tags", "map(string)"),
      authenticatedRole: { roleArn: variable(stack, "role") },
    });
  });
  expect(poolResource(json)).toMatchObject({
    identity_pool_name: "${var.name}",
    cognito_identity_providers: [
      {
        client_id: "${var.client}",
        provider_name: 'cognito-idp.${element(split("_", var.users), 0)}.amazonaws.com/${var.users}',
      },
    ],
    saml_provider_arns: "${sort(var.saml)}",
    tags: "${var.tags}",
  });
  expect(attachment(json).roles).toEqual({ authenticated: "${var.role}" });
});

test("statements and permissions reach Terraform as references to the variables", () => {
  const json = synthesized(
    pool({}, ({ authenticatedRole }, stack) => {
      authenticatedRole.grant(
        { sid: "A", actions: variable(stack, "actions", "list(string)"), resources: [variable(stack, "resource")] },
        ...permissions.ownRows({ tableArn: variable(stack, "table") }),
        ...permissions.graphql({ apiId: variable(stack, "api"), fields: variable(stack, "fields", "list(string)") }),
      );
    }),
  );
  const [own, rows] = statements(json, "Grants_Document");
  expect(own).toMatchObject({ resources: ["${var.resource}"] });
  expect(rows).toMatchObject({ resources: ["${var.table}"] });
  // Lists are read through local values.
  const locals = Object.values(json.locals);
  expect(locals).toContain("${var.actions}");
  expect(locals.map(String)).toContainEqual(
    expect.stringMatching(/^\$\{\[ ?for .* in var\.fields ?:.*var\.api.*\]\}$/),
  );
});

test("rules, groups and policies reach Terraform as references to the variables", () => {
  const json = synthesized(
    pool({}, (made, stack) => {
      made.addRoleMapping({
        identityProvider: CLIENT,
        type: "Rules",
        rules: [{ claim: "sub", matchType: "Equals", value: variable(stack, "sub"), role: variable(stack, "role") }],
      });
      made.addUserPoolClient(OTHER_CLIENT);
      made.addGroup(variable(stack, "group"), { id: "Editors", userPoolClient: OTHER_CLIENT });
      made.authenticatedRole.attachManagedPolicy(variable(stack, "policy"));
    }),
  );
  expect(attachment(json).role_mapping).toContainEqual(
    expect.objectContaining({
      mapping_rule: [{ claim: "sub", match_type: "Equals", value: "${var.sub}", role_arn: "${var.role}" }],
    }),
  );
  expect(named(json.resource.aws_cognito_user_group, "Editors")).toMatchObject({ name: "${var.group}" });
  expect(Object.values(json.resource.aws_iam_role_policy_attachment ?? {})).toEqual([
    expect.objectContaining({ policy_arn: "${var.policy}" }),
  ]);
});

test("a pool made elsewhere is found by a variable's ARN", () => {
  const json = synthesized((stack) => {
    const given = IdentityPool.fromIdentityPoolArn(stack, "Pool", variable(stack, "arn"));
    given.addRole("Finance").grant(...permissions.guardrail(given));
  });
  expect(JSON.stringify(json)).toContain("var.arn");
});

test("a group named by a variable needs an id, whichever way the variable is given", () => {
  for (const way of ["value", "stringValue"] as const) {
    const found = problems(
      pool({}, (made, stack) => {
        const name = new TerraformVariable(stack, "group", { type: "string" })[way] as never;
        made.addGroup(name, { userPoolClient: CLIENT });
      }),
    );
    expect(found).toEqual([expect.stringContaining('addGroup: name is "${var.group}", which only Terraform knows')]);
  }
});

test("one text that only Terraform knows is no list", () => {
  const found = problems((stack) => {
    const text = new TerraformVariable(stack, "saml", { type: "string" }).stringValue as never;
    pool({ samlProviderArns: text, authenticatedRole: { managedPolicyArns: text } })(stack);
  });
  expect(found).toEqual([
    expect.stringContaining("samlProviderArns is a text that only Terraform knows: give a list of"),
    expect.stringContaining("managedPolicyArns is a text that only Terraform knows: give a list of"),
  ]);
});

test("a list that a function of CDKTF gives is a text at first, and a list as the message says", () => {
  const joined = (stack: TerraformStack): string =>
    Fn.concat([new TerraformVariable(stack, "saml", { type: "list(string)" }).listValue, [SAML]]) as string;
  expect(
    problems((stack) => {
      const list = joined(stack) as never;
      pool({ samlProviderArns: list }, ({ authenticatedRole }) => {
        authenticatedRole.grant(...permissions.invokeApi({ apiId: "a1b2c3", paths: list }));
      })(stack);
    }),
  ).toEqual([
    expect.stringMatching(/samlProviderArns is a text .* Fn\.concat .*, give it as Token\.asList\(\.\.\.\)\./),
    expect.stringMatching(/paths is a text .* Fn\.concat .*, give it as Token\.asList\(\.\.\.\)\./),
  ]);
  const json = synthesized((stack) => {
    pool({ samlProviderArns: Token.asList(joined(stack)) })(stack);
  });
  expect(poolResource(json).saml_provider_arns).toBe(`\${sort(concat(var.saml, ["${SAML}"]))}`);
});

test("an entry that JavaScript takes out of a list that only Terraform knows is refused, with the way to take one", () => {
  const found = problems(
    pool({}, (made, stack) => {
      for (const name of new TerraformVariable(stack, "names", { type: "list(string)" }).listValue) {
        made.addUserPoolClient({ ...OTHER_CLIENT, clientId: name });
        made.addGroup(name, { userPoolClient: CLIENT });
        made.authenticatedRole.grant(...permissions.ownFiles({ bucketName: name }));
      }
    }),
  );
  for (const setting of ["userPoolClients[1].clientId", "addGroup: name", "ownFiles: bucketName"]) {
    expect(found).toContainEqual(
      expect.stringContaining(`${setting} is made of an entry of a list that only Terraform knows`),
    );
  }
});

test("a number that only Terraform knows is no text", () => {
  const found = problems((stack) => {
    pool({ identityPoolName: new TerraformVariable(stack, "n", { type: "number" }).numberValue as never })(stack);
  });
  expect(found).toEqual([expect.stringContaining("identityPoolName is a number that only Terraform knows: give ")]);
});
