/** Rules and tags on claims that users write, by what the app clients in the file let them write. */
import { reviewAccess } from "../../src";
import { configuration, type Body } from "../configuration";

const USER_POOL = "eu-west-1_AbCdEfGhI";
const PROVIDER = `cognito-idp.eu-west-1.amazonaws.com/${USER_POOL}`;
const BY_REFERENCE = "${aws_cognito_user_pool.users.endpoint}:${aws_cognito_user_pool_client.web.id}";

interface Case {
  readonly claim?: string;
  /** Of the client `web`. */
  readonly writes?: unknown;
  /** Further clients, by name. */
  readonly clients?: Record<string, Body>;
  readonly provider?: string;
  readonly signIn?: Body;
}

const web = (writes: unknown): Body => ({
  user_pool_id: "${aws_cognito_user_pool.users.id}",
  ...(writes !== undefined && { write_attributes: writes }),
});

function reviewed(
  attached: Body,
  more: Record<string, Record<string, Body>>,
  { writes, clients, signIn }: Case,
): string[] {
  const document = configuration({
    pool: {
      cognito_identity_providers: [
        {
          provider_name: "${aws_cognito_user_pool.users.endpoint}",
          client_id: "${aws_cognito_user_pool_client.web.id}",
          server_side_token_check: true,
          ...signIn,
        },
      ],
    },
    attachment: attached,
    statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/&{aws:PrincipalTag/team}/*"] }],
  });
  Object.assign(document.resource, {
    aws_cognito_user_pool: { users: { name: "users" }, others: { name: "others" } },
    aws_cognito_user_pool_client: { web: web(writes), ...clients },
    ...more,
  });
  return reviewAccess(document)
    .findings.filter(({ id }) => id === "mapping-on-user-writable-claim")
    .map(({ severity, reason }) => `${severity}: ${reason}`);
}

function ofRule(one: Case): string[] {
  const { claim = "custom:role", provider: identity_provider = BY_REFERENCE } = one;
  const rule = { claim, match_type: "Equals", value: "admin", role_arn: "${aws_iam_role.user.arn}" };
  return reviewed(
    { role_mapping: [{ identity_provider, type: "Rules", ambiguous_role_resolution: "Deny", mapping_rule: [rule] }] },
    {},
    one,
  );
}

function ofTag(one: Case, tag = "team"): string[] {
  const { claim = "custom:role", provider: identity_provider_name = "${aws_cognito_user_pool.users.endpoint}" } = one;
  const tags = {
    identity_pool_id: "${aws_cognito_identity_pool.app.id}",
    identity_provider_name,
    principal_tags: { [tag]: claim },
    use_defaults: false,
  };
  return reviewed({}, { aws_cognito_identity_pool_provider_principal_tag: { tags } }, one);
}

const other = (writes: unknown, pool = "${aws_cognito_user_pool.users.id}"): Record<string, Body> => ({
  other: { user_pool_id: pool, write_attributes: writes },
});
const literal = { client_id: "c1", provider_name: PROVIDER };
const withId = (writes: unknown): Case => ({
  provider: `${PROVIDER}:c1`,
  signIn: literal,
  clients: { made: { id: "c1", user_pool_id: USER_POOL, write_attributes: writes } },
  writes: [],
});

const CASES: [string, Case, severity: string | undefined][] = [
  ["that the client writes", { writes: ["email", "custom:role"] }, "high"],
  ["of a client that has no write_attributes", {}, "high"],
  ["of a client whose write_attributes are empty, which Cognito takes for its default", { writes: [] }, "high"],
  ["that no client writes", { writes: ["email"] }, undefined],
  ["that another client of the user pool writes", { writes: ["email"], clients: other(["custom:role"]) }, "high"],
  [
    "that another user pool's client writes",
    { writes: ["email"], clients: other(["custom:role"], "eu-west-1_other") },
    undefined,
  ],
  [
    "that a client of another user pool of the file writes",
    { writes: ["email"], clients: other(["custom:role"], "${aws_cognito_user_pool.others.id}") },
    undefined,
  ],
  [
    "that a client writes, though users sign in with one that is not in the file",
    { writes: ["custom:role"], signIn: { client_id: "c9" } },
    "high",
  ],
  ["of a client whose write_attributes Cognito is yet to fill in", { writes: "⟨known after apply⟩" }, "high"],
  ["of a client whose attributes come from elsewhere", { writes: "⟨known after apply: local.writes⟩" }, "medium"],
  ["of a client whose attributes are sensitive", { writes: "⟨sensitive⟩" }, "medium"],
  ["of a client whose attributes are not known", { writes: "${var.attributes}" }, "medium"],
  ["of a client one of whose attributes is not known", { writes: ["email", "${var.attribute}"] }, "medium"],
  ["that the client writes, beside one that is not known", { writes: ["custom:role", "${var.attribute}"] }, "high"],
  ["of a client with this id that writes it", withId(["custom:role"]), "high"],
  ["of a client with this id that does not", withId(["email"]), undefined],
  ["of a client that is not in the file", { provider: `${PROVIDER}:c1`, signIn: literal }, "medium"],
  [
    "of a client that is not in the file, beside one that does not write it",
    { provider: `${PROVIDER}:c1`, signIn: literal, clients: other(["email"], USER_POOL) },
    "medium",
  ],
  [
    "of a client that is not in the file, beside one of the user pool that writes it",
    { provider: `${PROVIDER}:c1`, signIn: literal, clients: other(["custom:role"], USER_POOL) },
    "high",
  ],
  ["that is a standard attribute of no client", { claim: "nickname", writes: ["email"] }, undefined],
  ["that is a standard attribute of a client", { claim: "nickname", writes: ["nickname"] }, "high"],
  ["that is a standard attribute, by default", { claim: "nickname" }, "high"],
  ["that only Cognito writes", { claim: "cognito:groups" }, undefined],
];

test.each(CASES)("a rule on a claim %s", (_, one, severity) => {
  const found = ofRule(one);
  expect(found.map((text) => text.replace(/:.*/s, ""))).toEqual(severity === undefined ? [] : [severity]);
});

test("an app client that another stack makes is not the one of the file with which users sign in", () => {
  const { clients, signIn, writes } = withId(["email"]);
  const parts = { ...(clients && { clients }), ...(signIn && { signIn }), writes };
  expect(ofRule({ ...parts, provider: `${PROVIDER}:c1` })).toEqual([]);
  expect(ofRule({ ...parts, provider: `${PROVIDER}:c2` })).toEqual([expect.stringMatching(/^medium: /)]);
  // Nor the other way round.
  expect(ofRule({ signIn: { client_id: "c9" }, writes: ["email"] })).toEqual([]);
});

test("a claim of a user pool that only Terraform knows is one of its users'", () => {
  const signIn = { provider_name: "${var.user_pool}", client_id: "${var.client}" };
  const ofUserPool = ofRule({ claim: "nickname", provider: "${var.user_pool}:${var.client}", signIn, writes: [] });
  expect(ofUserPool).toEqual([expect.stringMatching(/^high: /)]);
  expect(ofTag({ claim: "nickname", provider: "${var.user_pool}", signIn })).toEqual([
    expect.stringMatching(/^high: /),
  ]);
  expect(ofTag({ claim: "nickname", provider: "${var.saml}", signIn })).toEqual([]);
});

test.each(CASES)("a tag of a claim %s", (_, one, severity) => {
  const { provider, ...rest } = one;
  const found = ofTag(provider === undefined ? rest : { ...rest, provider: PROVIDER });
  expect(found.map((text) => text.replace(/:.*/s, ""))).toEqual(severity === undefined ? [] : [severity]);
});

test("a user pool that a variable names has the clients with which its users sign in, and its others", () => {
  const provider = "${var.users}";
  const severities = (writes: string[], clients = {}): string[] =>
    ofTag({ provider, signIn: { provider_name: provider }, writes, clients }).map((text) => text.replace(/:.*/s, ""));
  expect([severities(["custom:role"]), severities(["email"])]).toEqual([["high"], []]);
  expect(severities(["email"], other(["custom:role"]))).toEqual(["high"]);
});

test("a tag that no policy compares is worth less, also where a tag's name begins so", () => {
  const severities = ["team", "TEAM", "tea", "name"].map((tag) =>
    ofTag({}, tag).map((text) => text.replace(/:.*/s, "")),
  );
  expect(severities).toEqual([["high"], ["high"], ["medium"], ["medium"]]);
});

test("the clients through which users write a claim are named", () => {
  expect(ofRule({ writes: ["custom:role"], clients: { free: web(undefined) } })).toEqual([
    expect.stringContaining(
      "through aws_cognito_user_pool_client.web; aws_cognito_user_pool_client.free, which has no write_attributes and may write all.",
    ),
  ]);
});

test.each(["email", "phone_number"])("of the claim %s it is said that it may not be verified", (claim) => {
  expect(ofRule({ claim })).toEqual([expect.stringContaining(`is another claim, ${claim}_verified`)]);
  expect(ofRule({ claim: "nickname" })).toEqual([expect.not.stringContaining("verified")]);
});
