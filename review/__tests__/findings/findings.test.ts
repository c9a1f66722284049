/** Every finding: a configuration that it is about, and the one beside it that it has nothing to say to. */
import { reviewAccess, type Finding } from "../../src";
import { CASES } from "./cases";
import { amr, aud, configuration, GUIDE, trustStatement, type Parts } from "../configuration";

function found(id: string, parts: Parts): Finding[] {
  return reviewAccess(configuration(parts)).findings.filter((finding) => finding.id === id);
}

test.each(CASES)("%s (%s) is found where it belongs, and not where it does not", (id, severity, wrong, right) => {
  const findings = found(id, wrong);
  // Nothing at all: the check is not in CHECKS of review/src/findings/index.ts, or does not see the configuration.
  expect(findings).not.toEqual([]);
  const [finding] = findings;
  expect(finding).toMatchObject({ id, severity });
  expect(Object.keys(finding ?? {}).toSorted()).toEqual(["address", "fix", "id", "reason", "severity", "title"]);
  expect(finding?.address).toMatch(/^(?:data\.)?aws_/);
  if (right.resource !== undefined && wrong.resource === undefined) {
    // The sound variant adds a resource: the role's own policy must stay.
    const document = configuration({ ...right, resource: {} });
    Object.assign(document.resource, right.resource);
    expect(reviewAccess(document).findings.filter((one) => one.id === id)).toEqual([]);
    return;
  }
  expect(found(id, right)).toEqual([]);
});

test("the secret itself is nowhere in the review", () => {
  const review = reviewAccess(
    configuration({ pool: { supported_login_providers: { "api.twitter.com": "key;s3cr3t" } } }),
  );
  expect(JSON.stringify(review)).not.toContain("s3cr3t");
});

test("a trust policy whose pool id only Terraform knows is not accused of naming another pool", () => {
  const parts = { pool: { id: "eu-west-1:1" }, trust: { condition: [aud("${var.pool_id}"), amr("authenticated")] } };
  expect(found("trust-for-another-pool", parts)).toEqual([]);
});

test("a deny in the trust policy counts: it is asked of the simulator, not read off the text", () => {
  const deny = trustStatement({ effect: "Deny", condition: [amr("unauthenticated")] });
  const document = configuration({ trust: { condition: [aud("${local.pool_id}")] } });
  const data = document.data as Record<string, Record<string, { statement: unknown[] }>>;
  data.aws_iam_policy_document?.trust?.statement.push(deny);
  expect(reviewAccess(document).findings.map(({ id }) => id)).not.toContain("trust-without-amr");
});

test("use_defaults provides the tags username and client", () => {
  const statements = [
    {
      actions: ["s3:GetObject"],
      resources: ["arn:aws:s3:::b/&{aws:PrincipalTag/username}/&{aws:PrincipalTag/team}/*"],
    },
  ];
  const document = configuration({ statements });
  Object.assign(document.resource, {
    aws_cognito_identity_pool_provider_principal_tag: {
      tags: {
        identity_pool_id: "${aws_cognito_identity_pool.app.id}",
        identity_provider_name: "p",
        use_defaults: true,
      },
    },
  });
  const titles = reviewAccess(document).findings.map(({ id, title }) => `${id}: ${title}`);
  expect(titles).toContain("unmapped-principal-tag: No claim is mapped to the tag team");
  expect(titles).not.toContain("unmapped-principal-tag: No claim is mapped to the tag username");
});

test("findings come with the worst first", () => {
  const { findings } = reviewAccess(
    configuration({ statements: GUIDE, pool: { allow_unauthenticated_identities: true } }),
  );
  const order = ["high", "medium", "low", "info"];
  const severities = findings.map(({ severity }) => order.indexOf(severity));
  expect(severities).toEqual(severities.toSorted());
  expect(new Set(severities).size).toBeGreaterThan(2);
});
