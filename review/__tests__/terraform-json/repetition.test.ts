/** Resources and blocks that a .tf.json file repeats. */
import { reviewAccess, type AccessReview } from "../../src";
import { evaluate, type Lookup } from "../../src/terraform-json/expression";
import { expandDynamicBlocks, instancesOf } from "../../src/terraform-json/repetition";
import { amr, aud, trustStatement, type Body } from "../configuration";

function rolesOf({ pools }: AccessReview): string[] {
  return pools.flatMap(({ address, roles }) =>
    roles.map((role) => `${address}: ${role.address} ${role.recipients.map(({ kind }) => kind).join("+")}`),
  );
}

/** A pool and a role, each written with the same repetition. */
function repeated(repetition: Body, index: string, more: Body = {}): object {
  return {
    resource: {
      aws_cognito_identity_pool: { p: { ...repetition, identity_pool_name: "p" } },
      aws_iam_role: {
        r: { ...repetition, name: "r", assume_role_policy: `\${data.aws_iam_policy_document.t[${index}].json}` },
      },
      aws_iam_role_policy: {
        x: { ...repetition, role: `\${aws_iam_role.r[${index}].id}`, policy: "${data.aws_iam_policy_document.g.json}" },
      },
      aws_cognito_identity_pool_roles_attachment: {
        a: {
          ...repetition,
          identity_pool_id: `\${aws_cognito_identity_pool.p[${index}].id}`,
          roles: { authenticated: `\${aws_iam_role.r[${index}].arn}` },
        },
      },
    },
    data: {
      aws_iam_policy_document: {
        t: {
          ...repetition,
          statement: [
            trustStatement({
              condition: [aud(`\${aws_cognito_identity_pool.p[${index}].id}`), amr("authenticated")],
            }),
          ],
        },
        g: { statement: [{ actions: ["s3:*"], resources: ["*"] }] },
      },
    },
    ...more,
  };
}

test.each<[string, object, string[]]>([
  [
    "count",
    repeated({ count: 2 }, "count.index"),
    [
      "aws_cognito_identity_pool.p[0]: aws_iam_role.r[0] signed-in",
      "aws_cognito_identity_pool.p[1]: aws_iam_role.r[1] signed-in",
    ],
  ],
  [
    "a count of none",
    {
      ...repeated({ count: 0 }, "0"),
      resource: { aws_cognito_identity_pool: { p: {} }, aws_iam_role: { r: { count: "${1 - 1}" } } },
    },
    [],
  ],
  [
    "a count that only Terraform knows",
    repeated({ count: "${var.enabled ? 1 : 0}" }, "0"),
    ["aws_cognito_identity_pool.p: aws_iam_role.r signed-in"],
  ],
  [
    "for_each over a set",
    repeated({ for_each: '${toset(["a", "b.c"])}' }, "each.key"),
    [
      'aws_cognito_identity_pool.p["a"]: aws_iam_role.r["a"] signed-in',
      'aws_cognito_identity_pool.p["b.c"]: aws_iam_role.r["b.c"] signed-in',
    ],
  ],
  [
    "for_each over an object",
    repeated({ for_each: { dev: { n: 1 }, prod: { n: 2 } } }, "each.key"),
    [
      'aws_cognito_identity_pool.p["dev"]: aws_iam_role.r["dev"] signed-in',
      'aws_cognito_identity_pool.p["prod"]: aws_iam_role.r["prod"] signed-in',
    ],
  ],
  [
    "for_each that only Terraform knows",
    repeated({ for_each: "${toset(var.names)}" }, "each.key"),
    ["aws_cognito_identity_pool.p: aws_iam_role.r signed-in"],
  ],
])("%s", (_, document, expected) => {
  expect(rolesOf(reviewAccess(document))).toEqual(expected);
});

test("for_each over another resource, and each.value, lead to its instances", () => {
  const document = repeated({ count: 1 }, "0", {}) as { resource: Record<string, Record<string, Body>> };
  const { resource } = document;
  Object.assign(resource.aws_iam_role?.r ?? {}, { count: undefined, for_each: { x: 1, y: 2 } });
  resource.aws_cognito_identity_pool_roles_attachment = {
    a: {
      for_each: "${aws_iam_role.r}",
      identity_pool_id: "${aws_cognito_identity_pool.p[0].id}",
      roles: { authenticated: "${each.value.arn}" },
    },
    b: {
      identity_pool_id: "${one(aws_cognito_identity_pool.p[*].id)}",
      roles: { unauthenticated: "${element([for one in aws_iam_role.r : one.arn], 1)}" },
    },
  };
  expect(rolesOf(reviewAccess(document))).toEqual([
    'aws_cognito_identity_pool.p[0]: aws_iam_role.r["x"] signed-in',
    'aws_cognito_identity_pool.p[0]: aws_iam_role.r["y"] signed-in+guests',
  ]);
});

test("what goes through a function that is not worked out still names its role", () => {
  const document = repeated({ for_each: { dev: 1, prod: 2 } }, "each.key") as {
    resource: Record<string, Record<string, Body>>;
  };
  document.resource.aws_cognito_identity_pool_roles_attachment = {
    a: {
      identity_pool_id: '${aws_cognito_identity_pool.p["dev"].id}',
      roles: { authenticated: '${try(aws_iam_role.r["dev"].arn, var.role)}' },
    },
  };
  expect(rolesOf(reviewAccess(document))[0]).toBe(
    'aws_cognito_identity_pool.p["dev"]: aws_iam_role.r["dev"] signed-in',
  );
});

describe("dynamic blocks", () => {
  const withGrants = (grants: Body): AccessReview => {
    const document = repeated({ count: 1 }, "0") as { data: { aws_iam_policy_document: Record<string, Body> } };
    document.data.aws_iam_policy_document.g = grants;
    return reviewAccess(document);
  };

  test("are written out, with the name of their element, also inside each other", () => {
    const { pools, notEvaluated } = withGrants({
      statement: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::first/*"] }],
      dynamic: {
        statement: {
          for_each: { b: ["x"], c: ["y", "z"] },
          iterator: "one",
          content: {
            actions: ["s3:PutObject"],
            resources: ["arn:aws:s3:::${one.key}/*"],
            dynamic: {
              condition: {
                for_each: "${one.value}",
                content: { test: "StringEquals", variable: "aws:RequestedRegion", values: ["${condition.value}"] },
              },
            },
          },
        },
      },
    });
    expect(notEvaluated).toEqual([]);
    expect(
      pools[0]?.roles[0]?.grants.map(({ resources, conditions }) => [
        resources,
        conditions.map(({ values }) => values),
      ]),
    ).toEqual([
      [["arn:aws:s3:::first/*"], []],
      [["arn:aws:s3:::b/*"], [["x"]]],
      [["arn:aws:s3:::c/*"], [["y", "z"]]],
    ]);
  });

  test("of which only Terraform knows how many there are leave the policy unread", () => {
    const { findings } = withGrants({
      dynamic: { statement: { for_each: "${var.statements}", content: { actions: ["*"], resources: ["*"] } } },
    });
    expect(findings.map(({ id, severity }) => `${severity} ${id}`)).toContain("high not-evaluated");
  });

  test("of role mappings give their roles", () => {
    const document = repeated({ count: 1 }, "0") as { resource: Record<string, Record<string, Body>> };
    Object.assign(document.resource.aws_cognito_identity_pool_roles_attachment?.a ?? {}, {
      roles: {},
      dynamic: {
        role_mapping: {
          for_each: [{ provider: "accounts.google.com", roles: ["${aws_iam_role.r[0].arn}"] }],
          content: {
            identity_provider: "${role_mapping.value.provider}",
            type: "Rules",
            dynamic: {
              mapping_rule: {
                for_each: "${role_mapping.value.roles}",
                content: { claim: "hd", match_type: "Equals", value: "x", role_arn: "${mapping_rule.value}" },
              },
            },
          },
        },
      },
    });
    expect(rolesOf(reviewAccess(document))).toEqual(["aws_cognito_identity_pool.p[0]: aws_iam_role.r[0] rule"]);
  });
});

describe("instances", () => {
  const keysOf = (body: Body): (string | undefined)[] => instancesOf(body, () => undefined).map(({ key }) => key);

  test.each<[string, Body, (string | undefined)[]]>([
    ["none is repeated", {}, [undefined]],
    ["a count", { count: 2 }, ["0", "1"]],
    ["a count as text", { count: "${1 + 1}" }, ["0", "1"]],
    ["a count of none", { count: 0 }, []],
    ["a count that is negative", { count: -1 }, [undefined]],
    ["a count that is no whole number", { count: 1.5 }, [undefined]],
    ["a count that no configuration has", { count: 10_001 }, [undefined]],
    ["a count that is not known", { count: "${var.n}" }, [undefined]],
    ["an object", { for_each: { a: 1, "b.c": 2 } }, ['"a"', '"b.c"']],
    ["a set", { for_each: ["a", "b"] }, ['"a"', '"b"']],
    ["a set of numbers", { for_each: '${toset([1, "2"])}' }, ['"1"', '"2"']],
    ["a set with an element that is not known", { for_each: ["a", "${var.b}"] }, [undefined]],
    ["a set with an element that is known in part", { for_each: ["a-${var.b}"] }, ['"a-⟨var.b⟩"']],
    ["a list of objects, which Terraform refuses", { for_each: [{ a: 1 }] }, [undefined]],
    ["what is not known", { for_each: "${var.all}" }, [undefined]],
  ])("%s", (_what, body, keys) => {
    expect(keysOf(body)).toEqual(keys);
  });

  test("know their key and value, and what is around them", () => {
    const around: Lookup = ([first]) => (first !== undefined && "name" in first ? `⟨of.${first.name}⟩` : undefined);
    const values = (body: Body) =>
      instancesOf(body, around).map(({ lookup }) =>
        evaluate(["${count.index}", "${each.key}", "${each.value.id}", "${local.x}"], lookup),
      );
    expect(values({ for_each: { a: { id: 1 } } })).toEqual([["⟨of.count⟩", "a", 1, "⟨of.local⟩"]]);
    expect(values({ count: 1 })).toEqual([[0, "⟨of.each⟩", "⟨of.each⟩", "⟨of.local⟩"]]);
    expect(values({ for_each: "${aws_iam_role.r}" })).toEqual([
      ["⟨of.count⟩", "⟨each.key⟩", "⟨of.aws_iam_role.id⟩", "⟨of.local⟩"],
    ]);
  });
});

describe("a block with dynamic blocks", () => {
  const expanded = (body: Body): unknown => expandDynamicBlocks(body, () => undefined);
  const each = (forEach: unknown, content: unknown = { key: "${rule.key}", value: "${rule.value}" }): Body => ({
    dynamic: { rule: { for_each: forEach, content } },
  });

  test.each<[string, Body, unknown]>([
    ["a list", each(["a"]), { rule: [{ key: 0, value: "a" }] }],
    ["a set", each('${toset(["a"])}'), { rule: [{ key: "a", value: "a" }] }],
    ["an object", each({ k: "a" }), { rule: [{ key: "k", value: "a" }] }],
    ["nothing", each([]), { rule: [] }],
    ["what is not known", each("${var.x}"), { rule: ["⟨dynamic rule: var.x⟩"] }],
    ["what cannot be gone through", each(null), { rule: ["⟨dynamic rule: for_each⟩"] }],
    ["without content", each(["a"], null), { rule: [{}] }],
    [
      "beside one that is written",
      { rule: { key: 1 }, ...each(["a"]) },
      { rule: [{ key: 1 }, { key: 0, value: "a" }] },
    ],
    ["beside several", { rule: [{ key: 1 }, { key: 2 }], ...each([]) }, { rule: [{ key: 1 }, { key: 2 }] }],
    [
      "with texts that look like templates afterwards",
      each(["$${a} %%{b}"], { "k-${rule.value}": ["${rule.value}", 1] }),
      { rule: [{ "k-$${a} %%{b}": ["$${a} %%{b}", 1] }] },
    ],
    ["in a block, in a list", { outer: [each(["a"])] }, { outer: [{ rule: [{ key: 0, value: "a" }] }] }],
    ["in a block, alone", { outer: each(["a"]) }, { outer: { rule: [{ key: 0, value: "a" }] } }],
    ["none: an attribute has this name", { dynamic: "x", a: { b: null } }, { dynamic: "x", a: { b: null } }],
  ])("over %s", (_what, body, result) => {
    expect(expanded(body)).toEqual(result);
  });
});
