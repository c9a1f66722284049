/** The three formats: golden files, and text from outside that tries to break out of them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderReview, reviewAccess, type ReviewFormat } from "../src";
import { cell, jsonText } from "../src/formats/cell";
import { configuration, GUARDRAIL, GUIDE, SUB } from "./configuration";
import { expectGolden } from "./support/golden";

const FORMATS: [ReviewFormat, string][] = [
  ["markdown", "md"],
  ["text", "txt"],
  ["json", "json"],
];

const plan = JSON.parse(readFileSync(join(__dirname, "fixtures", "guide-guardrail-off.plan.json"), "utf8")) as object;

/** One of everything that a review can show. */
const everything = configuration({
  pool: {
    identity_pool_name: "everything",
    allow_unauthenticated_identities: true,
    allow_classic_flow: "${var.classic}",
    cognito_identity_providers: [
      {
        client_id: "${var.client_id}",
        provider_name: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x",
        server_side_token_check: true,
      },
    ],
    supported_login_providers: {
      "accounts.google.com": "123.apps.googleusercontent.com",
      "api.twitter.com": "key;${var.twitter_secret}",
    },
    saml_provider_arns: ["arn:aws:iam::123456789012:saml-provider/company"],
    developer_provider_name: "login.example",
  },
  attachment: {
    roles: {
      authenticated: "${aws_iam_role.user.arn}",
      unauthenticated: "arn:aws:iam::123456789012:role/made-elsewhere",
    },
    role_mapping: [
      {
        identity_provider: "accounts.google.com",
        type: "Rules",
        ambiguous_role_resolution: "AuthenticatedRole",
        mapping_rule: [
          { claim: "hd", match_type: "Equals", value: "example.com", role_arn: "${aws_iam_role.user.arn}" },
        ],
      },
      {
        identity_provider: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x:${var.client_id}",
        type: "Token",
        ambiguous_role_resolution: "Deny",
      },
    ],
  },
  statements: [
    ...GUIDE,
    {
      sid: "OwnRows",
      actions: ["dynamodb:GetItem", "dynamodb:Query"],
      resources: ["arn:aws:dynamodb:eu-west-1:123456789012:table/notes"],
      condition: [{ test: "ForAllValues:StringEquals", variable: "dynamodb:LeadingKeys", values: [SUB] }],
    },
    {
      sid: "Few",
      actions: ["s3:ListBucket"],
      resources: ["arn:aws:s3:::notes"],
      condition: [{ test: "DateLessThan", variable: "aws:CurrentTime", values: ["2024"] }],
    },
    { sid: "Queue", actions: ["sqs:SendMessage"], resources: ["${var.queue_arn}"] },
    { sid: "Shared", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::notes/*"] },
  ],
  guard: GUARDRAIL,
});
Object.assign(everything.resource, {
  aws_cognito_identity_pool_provider_principal_tag: {
    tags: {
      identity_pool_id: "${local.pool_id}",
      identity_provider_name: "accounts.google.com",
      principal_tags: { team: "hd" },
      use_defaults: false,
    },
  },
});

describe.each(FORMATS)("as %s", (format, extension) => {
  test("everything that a review can show looks as before", () => {
    expectGolden(join(__dirname, "golden", `everything.${extension}`), renderReview(reviewAccess(everything), format));
  });

  test("a plan that takes the guardrail away looks as before", () => {
    expectGolden(join(__dirname, "golden", `guardrail-off.${extension}`), renderReview(reviewAccess(plan), format));
  });

  test("the same input gives the same bytes", () => {
    const twice = [everything, structuredClone(everything)].map((document) =>
      renderReview(reviewAccess(document), format),
    );
    expect(twice[0]).toBe(twice[1]);
  });
});

/** Names that would break a table, start HTML, notify somebody, steer a terminal, or turn text around. */
const HOSTILE =
  'x|y`z`\n# h <script>alert(1)</script> [a](http://e) @team \u001b[31m\u0007\u202e*b* "q" ~~s~~ &lt; \u2028';

/** Control, format and private characters and line separators; a newline is all that an output needs of them. */
const INVISIBLE = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u;

const hostile = configuration({
  pool: {
    identity_pool_name: HOSTILE,
    supported_login_providers: { [HOSTILE]: HOSTILE },
    saml_provider_arns: [HOSTILE],
  },
  attachment: {
    role_mapping: [
      {
        identity_provider: HOSTILE,
        type: "Rules",
        ambiguous_role_resolution: "AuthenticatedRole",
        mapping_rule: [{ claim: HOSTILE, match_type: "Equals", value: HOSTILE, role_arn: "${aws_iam_role.user.arn}" }],
      },
    ],
  },
  role: { name: HOSTILE },
  statements: [
    {
      sid: HOSTILE,
      actions: [`s3:${HOSTILE}`],
      resources: [HOSTILE],
      condition: [{ test: "StringEquals", variable: HOSTILE, values: [HOSTILE] }],
    },
  ],
});

describe("hostile names", () => {
  test("add no line, no cell, no HTML, no link and no mention to Markdown", () => {
    const markdown = renderReview(reviewAccess(hostile), "markdown");
    expect(markdown).not.toMatch(INVISIBLE);
    expect(markdown.replace(/```mermaid[^]*?```/, "")).not.toMatch(/<|@|[^\\]\[|:\/\/|&(?!#\d+;)/);
    const rows = markdown.split("\n").filter((line) => line.startsWith("|"));
    for (const row of rows) expect([3, 4, 6, 8]).toContain(row.split("|").length - 1);
    const headings = (text: string): string[] => text.split("\n").filter((line) => line.startsWith("#"));
    const harmless = renderReview(reviewAccess(configuration()), "markdown");
    // Three more sections: who signs in, role mappings, and the action that is none and so is not evaluated.
    expect(headings(markdown)).toHaveLength(headings(harmless).length + 3);
  });

  test("stay inside their label in Mermaid", () => {
    const [, picture = ""] = /```mermaid\n([^]*?)\n```/.exec(renderReview(reviewAccess(hostile), "markdown")) ?? [];
    const lines = picture.split("\n");
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines.slice(1)) {
      expect(line).toMatch(
        /^ {2}(?:\w+[[({]*"[^"`<>|]*"[\])}]*|\w+ -->\|"[^"`<>|]*"\| \w+\[\(?"[^"`<>|]*"\)?\]|\w+[[(]+"?[^"`<>|]*"?[\])]+ --> pool)$/,
      );
    }
  });

  test("send nothing to a terminal but text", () => {
    const text = renderReview(reviewAccess(hostile), "text");
    expect(text).not.toMatch(INVISIBLE);
    expect(text).toContain(String.raw`\u001b[31m\u0007\u202e`);
  });

  test("are whole in JSON, and escaped", () => {
    const json = renderReview(reviewAccess(hostile), "json");
    expect(json).not.toMatch(INVISIBLE);
    expect(JSON.parse(json)).toMatchObject({ pools: [{ name: HOSTILE }] });
  });
});

test.each([
  ["markdown", "a|b", "a&#124;b"],
  ["markdown", "*_`#!~[]\\", "\\*\\_\\`\\#\\!\\~\\[\\]\\\\"],
  ["markdown", "<b>&amp;@x", "&#60;b&#62;&#38;amp;&#64;x"],
  ["mermaid", 'a"b|c', "a#34;b#124;c"],
  ["text", "a\u001b[0m\nb", "a\\u001b[0m b"],
] as const)("in %s, %j is written %j", (format, text, written) => {
  expect(cell(text, format)).toBe(written);
});

test("JSON keeps what is visible and escapes what is not, in and out of the first plane", () => {
  expect(jsonText({ a: "é😀\u202e\u{e0041}" })).toBe('{\n  "a": "é😀\\u202e\\udb40\\udc41"\n}');
});
