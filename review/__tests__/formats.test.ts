/** The formats: golden files, and text from outside that tries to break out of them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { acceptFindings, renderReview, reviewAccess, type AccessReview, type ReviewFormat } from "../src";
import { cell, jsonText } from "../src/formats/cell";
import { configuration, GUARDRAIL, GUIDE, SUB } from "./configuration";
import { expectGolden } from "./support/golden";

const FORMATS: [ReviewFormat, string][] = [
  ["markdown", "md"],
  ["text", "txt"],
  ["json", "json"],
  ["sarif", "sarif"],
  ["html", "html"],
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

/** The same review with other names in it. */
function withHarmlessNames(review: AccessReview): AccessReview {
  const hostileName = JSON.stringify(HOSTILE).slice(1, -1);
  return JSON.parse(JSON.stringify(review).replaceAll(hostileName, "harmless")) as AccessReview;
}

/** With an accepted finding, and an entry that accepts nothing. */
function accepted(document: object): AccessReview {
  const review = reviewAccess(document);
  const reason = review.pools[0]?.name ?? "";
  const [first] = review.findings;
  return acceptFindings(review, [
    { id: first?.id, address: first?.address, reason },
    { id: reason, address: reason, reason },
  ]);
}

describe("hostile names", () => {
  test("add no line, no cell, no HTML, no link and no mention to Markdown", () => {
    const markdown = renderReview(reviewAccess(hostile), "markdown");
    expect(markdown).not.toMatch(INVISIBLE);
    expect(markdown.replace(/```mermaid[^]*?```/, "")).not.toMatch(/<|@|[^\\]\[|:\/\/|&(?!#\d+;)/);
    const rows = markdown.split("\n").filter((line) => line.startsWith("|"));
    for (const row of rows) expect([3, 4, 6, 8]).toContain(row.split("|").length - 1);
    const headings = (text: string): string[] => text.split("\n").filter((line) => line.startsWith("#"));
    expect(headings(markdown)).toHaveLength(
      headings(renderReview(withHarmlessNames(reviewAccess(hostile)), "markdown")).length,
    );
  });

  test("stay inside their label in Mermaid", () => {
    const [, picture = ""] = /```mermaid\n([^]*?)\n```/.exec(renderReview(reviewAccess(hostile), "markdown")) ?? [];
    const lines = picture.split("\n");
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines.slice(1)) {
      expect(line).toMatch(
        /^ {2}(?:\w+[[({]*"[^"`<>|]*"[\])}]*|\w+ -\.?->\|"[^"`<>|]*"\| \w+\[\(?"[^"`<>|]*"\)?\]|\w+[[(]+"[^"`<>|]*"[\])]+ (?:-->|-\.-x) pool)$/,
      );
    }
  });

  test("send nothing to a terminal but text", () => {
    const text = renderReview(reviewAccess(hostile), "text");
    expect(text).not.toMatch(INVISIBLE);
    expect(text).toContain(String.raw`\u001b[31m\u0007\u202e`);
  });

  /** The tags of a page and their attributes, without what stands between them, and without the pictures. */
  const tags = (page: string): string[] => page.replace(/<svg[^]*?<\/svg>/g, "").match(/<[^>]*>/g) ?? [];

  test("add no tag and no attribute to HTML", () => {
    const page = renderReview(accepted(hostile), "html");
    expect(page).not.toMatch(INVISIBLE);
    expect(tags(page)).toEqual(tags(renderReview(withHarmlessNames(accepted(hostile)), "html")));
    expect(page).toContain("&#60;script&#62;alert(1)&#60;/script&#62;");
  });

  test("stay texts in SVG", () => {
    const [picture = ""] = /<svg[^]*?<\/svg>/.exec(renderReview(reviewAccess(hostile), "html")) ?? [];
    const names = Array.from(picture.matchAll(/<\/?([^\s>]*)/g), ([, name]) => name);
    expect(new Set(names)).toEqual(new Set(["svg", "title", "desc", "path", "g", "rect", "text"]));
    for (const [, text = ""] of picture.matchAll(/>([^<]*)</g)) expect(text).not.toMatch(/["'`]|&(?!#\d+;)/);
  });

  test("are text in SARIF, and no links", () => {
    const log = renderReview(accepted(hostile), "sarif", { file: HOSTILE });
    expect(log).not.toMatch(INVISIBLE);
    const texts: string[] = [];
    JSON.parse(log, (key, value: unknown) => {
      if (key !== "markdown" && typeof value === "string") texts.push(value);
      return value;
    });
    for (const text of texts) expect(text).not.toMatch(/\]\(|[^\P{C}]|[\p{Zl}\p{Zp}]/u);
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

describe("guests that are off", () => {
  const off = reviewAccess(
    configuration({ attachment: { roles: { unauthenticated: "${aws_iam_role.user.arn}" } }, statements: GUIDE }),
  );
  const on = reviewAccess(
    configuration({
      pool: { allow_unauthenticated_identities: true },
      attachment: { roles: { unauthenticated: "${aws_iam_role.user.arn}" } },
    }),
  );

  test("are drawn as off in Mermaid, and so is the role that is for them alone", () => {
    const picture = renderReview(off, "markdown");
    expect(picture).toContain('signin0(["guests: off"]) -.-x pool');
    expect(picture).toMatch(/pool -\.->\|"guests: off"\| role0\["user"\]/);
    expect(picture).not.toContain(" --> ");
    expect(renderReview(on, "markdown")).not.toContain("-.-");
  });

  test("are drawn as off in SVG, and so is the role that is for them alone", () => {
    const page = renderReview(off, "html");
    expect(page.match(/<path class="line"/g)).toBeNull();
    expect(page).toMatch(/<g class="box off"><title>guests: off<\/title>/);
    expect(page).toMatch(/<g class="box off"><title>user: for guests: off<\/title>/);
    expect(renderReview(on, "html")).not.toMatch(/class="(?:line|box) off"/);
  });
});

test("JSON keeps what is visible and escapes what is not, in and out of the first plane", () => {
  expect(jsonText({ a: "é😀\u202e\u{e0041}" })).toBe('{\n  "a": "é😀\\u202e\\udb40\\udc41"\n}');
});
