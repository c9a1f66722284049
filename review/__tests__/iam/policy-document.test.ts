/** Statements that IAM would not store, or that the simulator does not read. */
import { NotModelled } from "../../src/iam/not-modelled";
import { requireKnownElements, type IamStatement } from "../../src/iam/policy-document";

const GRANT = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const TRUST = { Effect: "Allow", Action: "sts:AssumeRole", Principal: "*" };
const required =
  (kind: "identity" | "trust", statement: object): (() => void) =>
  () => {
    requireKnownElements(statement as IamStatement, kind);
  };

test.each<[string, "identity" | "trust", object]>([
  ["a grant", "identity", GRANT],
  ["a Deny", "identity", { ...GRANT, Effect: "Deny" }],
  ["a grant with a Sid and conditions", "identity", { ...GRANT, Sid: "s", Condition: {} }],
  ["lists", "identity", { Effect: "Allow", NotAction: ["s3:*"], NotResource: ["a", "b"] }],
  ["trust", "trust", TRUST],
  ["trust in all but some", "trust", { Effect: "Deny", NotAction: "sts:TagSession", NotPrincipal: { AWS: [] } }],
])("%s is read", (_what, kind, statement) => {
  expect(required(kind, statement)).not.toThrow();
});

test.each<[string, "identity" | "trust", object, string]>([
  ["an element of its own", "identity", { ...GRANT, Comment: "x" }, 'the element "Comment" in a statement without Sid'],
  [
    "a principal in a grant",
    "identity",
    { ...GRANT, Sid: "s", Principal: "*" },
    'the element "Principal" in statement "s"',
  ],
  ["a resource in trust", "trust", { ...TRUST, Resource: "*" }, 'the element "Resource" in a statement without Sid'],
  ["another effect", "identity", { ...GRANT, Effect: "allow" }, 'the effect "allow" in a statement without Sid'],
  [
    "no action",
    "identity",
    { ...GRANT, Action: undefined },
    "a statement without Sid with neither Action and NotAction",
  ],
  ["both actions", "trust", { ...TRUST, NotAction: "a:B" }, "a statement without Sid with both Action and NotAction"],
  [
    "no resource",
    "identity",
    { Effect: "Allow", Action: "a:B" },
    "a statement without Sid with neither Resource and NotResource",
  ],
  [
    "both resources",
    "identity",
    { ...GRANT, NotResource: "x" },
    "a statement without Sid with both Resource and NotResource",
  ],
  [
    "no principal",
    "trust",
    { Effect: "Allow", Action: "a:B" },
    "a statement without Sid with neither Principal and NotPrincipal",
  ],
  [
    "both principals",
    "trust",
    { ...TRUST, NotPrincipal: "*" },
    "a statement without Sid with both Principal and NotPrincipal",
  ],
  ["no action in a list", "identity", { ...GRANT, Action: [] }, "an empty list in Action of a statement without Sid"],
  [
    "no resource in a list",
    "identity",
    { ...GRANT, Resource: [] },
    "an empty list in Resource of a statement without Sid",
  ],
  ["a number among actions", "identity", { ...GRANT, Action: ["a:B", 1] }, "1 in Action of a statement without Sid"],
  ["a resource of null", "identity", { ...GRANT, Resource: null }, "null in Resource of a statement without Sid"],
])("%s is refused", (_what, kind, statement, subject) => {
  expect(required(kind, statement)).toThrow(new NotModelled(subject));
});
