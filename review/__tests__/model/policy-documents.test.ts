/** Policies as texts and as data sources, read for what they say.
 *  https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document */
import type { Policy } from "../../src/model/access-model";
import { readDocument, readPolicy } from "../../src/model/policy-documents";
import type { TerraformResource, Values } from "../../src/terraform-json/resource";
import { Snapshot } from "../../src/terraform-json/snapshot";

const data = (name: string, values: Values): TerraformResource => ({
  address: `data.aws_iam_policy_document.${name}`,
  type: "aws_iam_policy_document",
  values,
  isData: true,
});
const reference = (name: string): string => `⟨data.aws_iam_policy_document.${name}.json⟩`;
const read = (attribute: unknown, ...resources: TerraformResource[]): Policy =>
  readDocument(new Snapshot(resources), "p", attribute);
/** The data source "all" with these values, beside others. */
const readData = (values: Values, ...others: TerraformResource[]): Policy =>
  read(reference("all"), data("all", values), ...others);

const ALLOW = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const policy = (...Statement: unknown[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const BLOCK = { actions: ["s3:GetObject"], resources: ["*"] };

describe("a text", () => {
  test.each<[string, unknown]>([
    ["a Deny", { ...ALLOW, Effect: "Deny" }],
    ["a Sid", { Sid: "Read", ...ALLOW }],
    ["lists", { Effect: "Allow", NotAction: ["s3:Get*"], NotResource: ["arn:aws:s3:::b"] }],
    ["everybody", { ...ALLOW, Principal: "*" }],
    ["principals", { ...ALLOW, Principal: { AWS: ["1", "2"], Service: "s3.amazonaws.com" } }],
    ["all principals but one", { ...ALLOW, NotPrincipal: { AWS: "1" } }],
    ["a condition", { ...ALLOW, Condition: { StringEquals: { "a:b": ["x", "y"] }, Bool: { "a:c": true } } }],
    ["a number in a condition", { ...ALLOW, Condition: { NumericEquals: { "a:b": 1 } } }],
  ])("with %s is read as it stands", (_what, statement) => {
    const text = policy(statement);
    expect(read(text)).toEqual({ address: "p", document: JSON.parse(text) as unknown });
  });

  test.each<[string, unknown]>([
    ["is a text", "Allow"],
    ["is null", null],
    ["has no Effect", { Action: "*", Resource: "*" }],
    ["has an Effect in another case", { ...ALLOW, Effect: "allow" }],
    ["has a number as its Sid", { ...ALLOW, Sid: 1 }],
    ["has a number as its Action", { ...ALLOW, Action: 1 }],
    ["has a number among its Actions", { ...ALLOW, Action: ["*", 1] }],
    ["has an object as its NotAction", { ...ALLOW, NotAction: {} }],
    ["has a number as its Resource", { ...ALLOW, Resource: 1 }],
    ["has a list in a list of Resources", { ...ALLOW, Resource: [["*"]] }],
    ["has true as its NotResource", { ...ALLOW, NotResource: true }],
    ["has a list as its Principal", { ...ALLOW, Principal: ["*"] }],
    ["has a number in its Principal", { ...ALLOW, Principal: { AWS: 1 } }],
    ["has a number for one kind of principal", { ...ALLOW, Principal: { AWS: "1", Service: 1 } }],
    ["is nested without end", { ...ALLOW, Ignored: JSON.parse("[".repeat(300) + "]".repeat(300)) as unknown }],
    ["has a number as its NotPrincipal", { ...ALLOW, NotPrincipal: 1 }],
    ["has a text as its Condition", { ...ALLOW, Condition: "a:b" }],
    ["has a list as its Condition", { ...ALLOW, Condition: [] }],
    ["has a text as the keys of an operator", { ...ALLOW, Condition: { Bool: "a:b" } }],
    ["has null as a value of a condition", { ...ALLOW, Condition: { Bool: { "a:b": null } } }],
    ["has an object among the values of a condition", { ...ALLOW, Condition: { Bool: { "a:b": [{}] } } }],
  ])("whose statement %s is none that IAM would store", (_what, statement) => {
    expect(read(policy(ALLOW, statement))).toEqual({ address: "p", notEvaluated: "malformed-statement" });
  });

  test.each<[string, unknown, Policy["notEvaluated"]]>([
    ["that is not there", undefined, "policy-outside-the-file"],
    ["that is empty", "", "policy-outside-the-file"],
    ["that is a list", "[]", "not-a-policy"],
    ["that is a number", 7, "not-a-policy"],
    ["that is null", "null", "not-a-policy"],
    ["without statements", "{}", "no-statements"],
    ["with an empty list of statements", policy(), "no-statements"],
    ["of which nothing is known", "⟨known after apply⟩", "known-after-apply"],
    ["that is marked as sensitive", "⟨sensitive⟩", "sensitive"],
    ["that Terraform works out", "⟨templatefile('p.tftpl', {})⟩", { expression: "⟨templatefile('p.tftpl', {})⟩" }],
    ["of another resource", "⟨aws_s3_bucket.b.policy⟩", { expression: "⟨aws_s3_bucket.b.policy⟩" }],
  ])("%s is not evaluated", (_what, attribute, notEvaluated) => {
    expect(read(attribute)).toEqual({ address: "p", notEvaluated });
  });
});

test("of a long expression the reader is shown the beginning, up to 400 characters, and what it refers to", () => {
  const shown = (text: string): unknown => read(text).notEvaluated;
  const of = (length: number): string => `⟨f(var.policy, 1)${"+".repeat(length - 18)}⟩`;
  expect(shown(of(400))).toEqual({ expression: of(400) });
  expect(shown(of(401))).toEqual({ expression: `${of(401).slice(0, 400)}... (from var.policy)` });
});

test("a text that names resources of the file is read as a text", () => {
  const table = { address: "aws_dynamodb_table.t", type: "aws_dynamodb_table", isData: false, values: {} };
  const text = policy({ ...ALLOW, Resource: "⟨aws_dynamodb_table.t.arn⟩" });
  expect(read(text, table)).toEqual({ address: "p", document: JSON.parse(text) as unknown });
  expect(read("⟨aws_dynamodb_table.t.policy⟩", table).notEvaluated).toEqual({
    expression: "⟨aws_dynamodb_table.t.policy⟩",
  });
});

describe("a data source", () => {
  test("has the version, the effect and no Sid, if it says nothing else", () => {
    const { document } = readData({ statement: [BLOCK, { ...BLOCK, sid: "" }] });
    const statement = { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["*"] };
    expect(document).toEqual({ Version: "2012-10-17", Statement: [statement, statement] });
  });

  test("has what its blocks say, with policy variables as IAM has them", () => {
    const { document } = readData({
      version: "2008-10-17",
      statement: {
        sid: "Own",
        effect: "Deny",
        not_actions: ["s3:*"],
        not_resources: ["arn:aws:s3:::b/&{a:b}/*"],
        principals: [
          { type: "AWS", identifiers: ["1"] },
          { type: "Service", identifiers: ["s3.amazonaws.com"] },
          { type: "AWS", identifiers: ["2"] },
        ],
        condition: [
          { test: "StringEquals", variable: "a:b", values: ["x"] },
          { test: "StringLike", variable: "a:b", values: ["&{a:c}"] },
          { test: "StringEquals", variable: "a:b", values: ["y"] },
          { test: "StringEquals", variable: "a:c", values: ["z"] },
        ],
      },
    });
    expect(document).toEqual({
      Version: "2008-10-17",
      Statement: [
        {
          Sid: "Own",
          Effect: "Deny",
          NotAction: ["s3:*"],
          NotResource: ["arn:aws:s3:::b/${a:b}/*"],
          Principal: { AWS: ["1", "2"], Service: ["s3.amazonaws.com"] },
          Condition: { StringEquals: { "a:b": ["x", "y"], "a:c": ["z"] }, StringLike: { "a:b": ["${a:c}"] } },
        },
      ],
    });
  });

  test.each<[string, unknown, unknown]>([
    ["everybody", { type: "*", identifiers: ["*"] }, "*"],
    ["every AWS principal", { type: "AWS", identifiers: ["*"] }, { AWS: ["*"] }],
  ])("names %s", (_what, principals, Principal) => {
    for (const [block, name] of [
      ["principals", "Principal"],
      ["not_principals", "NotPrincipal"],
    ] as const) {
      const { document } = readData({ statement: [{ ...BLOCK, [block]: [principals] }] });
      expect(document?.Statement).toMatchObject([{ [name]: Principal }]);
    }
  });

  test("keeps every statement without a Sid, also of texts in which the Sid is empty", () => {
    const statements = ["*", "sqs:SendMessage"].map((Action) => ({ ...ALLOW, Sid: "", Action }));
    const { document } = readData({
      source_policy_documents: [policy(...statements)],
      statement: [BLOCK],
      override_policy_documents: [policy({ ...ALLOW, Sid: "", Action: "s3:PutObject" })],
    });
    expect(document?.Statement).toMatchObject(
      ["*", "sqs:SendMessage", ["s3:GetObject"], "s3:PutObject"].map((Action) => ({ Action })),
    );
  });

  test("is what the file knows of its text, whatever its blocks are", () => {
    const { document } = readData({ json: policy(ALLOW), statement: [{ ...BLOCK, actions: ["*"] }] });
    expect(document?.Statement).toEqual([ALLOW]);
  });

  test("takes in what other documents hold, one or several", () => {
    const [one, two] = [data("one", { statement: [BLOCK] }), data("two", { statement: [{ ...BLOCK, sid: "Two" }] })];
    for (const attribute of ["source_json", "override_json", "source_policy_documents", "override_policy_documents"]) {
      expect(
        readData({ [attribute]: [reference("one"), reference("two")] }, one, two).document?.Statement,
      ).toHaveLength(2);
      expect(readData({ [attribute]: policy(ALLOW) }).document?.Statement).toEqual([ALLOW]);
    }
    const list = "⟨known after apply: data.aws_iam_policy_document.one.json, data.aws_iam_policy_document.two.json⟩";
    expect(readData({ source_policy_documents: list }, one, two).document?.Statement).toHaveLength(2);
  });

  test("that is part of itself is no policy", () => {
    const part = (name: string, of: string) => data(name, { source_policy_documents: [reference(of)] });
    expect(read(reference("one"), part("one", "two"), part("two", "one")).notEvaluated).toBe("not-a-policy");
  });

  test("that is part of two others is read twice", () => {
    const both = [
      data("base", { statement: [BLOCK] }),
      ...["a", "b"].map((name) => data(name, { source_json: reference("base") })),
    ];
    const { document } = readData({ source_policy_documents: [reference("a"), reference("b")] }, ...both);
    expect(document?.Statement).toHaveLength(2);
  });

  test("of two that an attribute may mean, neither is taken", () => {
    const two = ["a", "b"].map((name) => data(name, { statement: [BLOCK] }));
    const { notEvaluated } = read(
      "⟨known after apply: data.aws_iam_policy_document.a.json, data.aws_iam_policy_document.b.json⟩",
      ...two,
    );
    expect(notEvaluated).toEqual({ oneOf: two.map(({ address }) => address) });
  });

  test.each<[string, Values, Policy["notEvaluated"]]>([
    ["statements", { statement: "⟨var.all⟩" }, { dynamicBlocks: "data.aws_iam_policy_document.all" }],
    ...["principals", "not_principals", "condition"].map((name): [string, Values, Policy["notEvaluated"]] => [
      name,
      { statement: [BLOCK, { ...BLOCK, [name]: "⟨var.all⟩" }] },
      { dynamicBlocks: "data.aws_iam_policy_document.all" },
    ]),
    ["an effect", { statement: [{ ...BLOCK, effect: "⟨var.effect⟩" }] }, "values-known-after-apply"],
    ["a text", { json: "⟨sensitive⟩", statement: [BLOCK] }, "sensitive"],
  ])("with %s that only Terraform knows is not evaluated", (_what, values, notEvaluated) => {
    expect(readData(values)).toEqual({ address: "p", notEvaluated });
  });
});

test("a managed policy of the file is what its text says", () => {
  const managed = {
    address: "aws_iam_policy.m",
    type: "aws_iam_policy",
    isData: false,
    values: { policy: reference("all") },
  };
  expect(read("⟨aws_iam_policy.m.policy⟩", managed, data("all", { statement: [BLOCK] })).document).toMatchObject({
    Statement: [{ Action: ["s3:GetObject"] }],
  });
});

test("what is for a role and may allow more than it shows is read, and not all of it is known", () => {
  const allow = (Resource: string) => readPolicy(new Snapshot([]), "p", policy({ ...ALLOW, Resource }));
  expect(allow("⟨var.arn⟩")).toMatchObject({ document: {}, notEvaluated: "values-known-after-apply" });
  expect(allow("⟨aws_s3_bucket.b.arn⟩/*")).not.toHaveProperty("notEvaluated");
});
