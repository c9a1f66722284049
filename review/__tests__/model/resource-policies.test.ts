/** The roles that the policy of a resource names.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
import { Links } from "../../src/model/links";
import { rolesNamed } from "../../src/model/resource-policies";
import type { Values } from "../../src/terraform-json/resource";
import { Snapshot } from "../../src/terraform-json/snapshot";

const role = (values: Values): Links =>
  new Links(new Snapshot([{ address: "aws_iam_role.user", type: "aws_iam_role", isData: false, values }]));
const IAM = "arn:aws:iam::111122223333:role";
const MADE = role({ name: "user", arn: `${IAM}/app/user`, unique_id: "AROAEXAMPLE" });
const TO_COME = role({ name: "user", path: "/app/" });

/** Whether the text may name the role, and whether it surely does. */
const names = (links: Links, text: string): boolean[] =>
  [false, true].map((isSure) => rolesNamed(links, text, isSure).length > 0);
const [SURELY, PERHAPS, NOT] = [
  [true, true],
  [true, false],
  [false, false],
];

test.each([
  ["its ARN", `${IAM}/app/user`, SURELY],
  ["a pattern for its ARN", `${IAM}/app/*`, SURELY],
  ["a pattern for any account and partition", "arn:*:iam::*:role/app/us?r", SURELY],
  ["everybody", "*", SURELY],
  ["a pattern for other names", `${IAM}/app/admin*`, NOT],
  ["a pattern for another path", `${IAM}/us*`, NOT],
  ["a pattern for a user", "arn:aws:iam::111122223333:user/*", NOT],
  ["its sessions", "arn:aws:sts::111122223333:assumed-role/user/*", SURELY],
  ["sessions of another role", "arn:aws:sts::111122223333:assumed-role/admin/*", NOT],
])("%s", (_what, text, expected) => {
  expect(names(MADE, text)).toEqual(expected);
  expect(names(TO_COME, text)).toEqual(expected);
});

test("the id of a role that is made stands before the name of a session", () => {
  for (const text of ["AROAEXAMPLE:CognitoIdentityCredentials", "AROAEXAMPLE:*", "AROA*:*"])
    expect([names(MADE, text), names(TO_COME, text)]).toEqual([SURELY, NOT]);
  expect(names(MADE, "AROAOTHER:*")).toEqual(NOT);
});

test("an ARN that is made is the role's in one account alone", () => {
  expect(names(MADE, "arn:aws:iam::444455556666:role/app/*")).toEqual(NOT);
  expect(names(TO_COME, "arn:aws:iam::444455556666:role/app/*")).toEqual(SURELY);
});

test.each<[string, Values, string, boolean[] | undefined]>([
  ["a path that the configuration leaves out", { name: "user" }, `${IAM}/us*`, SURELY],
  ["a name of which a part is not known", { name: "app-⟨var.stage⟩-user" }, `${IAM}/app-*`, SURELY],
  ["such a name, by the part", { name: "app-⟨var.stage⟩-user" }, `${IAM}/app-prod-*`, PERHAPS],
  ["such a name, by another part", { name: "app-⟨var.stage⟩-user" }, `${IAM}/web-*`, NOT],
  [
    "a name that comes from another resource",
    { name: "⟨known after apply: random_pet.p.id⟩" },
    `${IAM}/app-*`,
    PERHAPS,
  ],
  [
    "a pattern in an account that is not known",
    { name: "user" },
    "arn:aws:iam::⟨data.aws_caller_identity.me.account_id⟩:role/us*",
    SURELY,
  ],
  ["a path that is not known", { name: "user", path: "⟨var.path⟩" }, `${IAM}/app/*`, PERHAPS],
  ["a name that Terraform makes up", {}, `${IAM}/terraform-*`, SURELY],
  ["such a name in a plan", { name: "⟨known after apply⟩", arn: "⟨known after apply⟩" }, `${IAM}/terraform-*`, SURELY],
  ["such a name, by what it is not", { name: "⟨known after apply⟩" }, `${IAM}/app-*`, NOT],
  ["the prefix of a name", { name_prefix: "app-" }, `${IAM}/app-*`, SURELY],
  ["the prefix of a name, by what follows", { name_prefix: "app-" }, `${IAM}/app-2*`, PERHAPS],
  [
    "an ARN of which the account is not known",
    { name: "user", arn: "arn:aws:iam::⟨var.account⟩:role/user" },
    `${IAM}/us*`,
    SURELY,
  ],
])("%s", (_what, values, text, expected) => {
  expect(names(role(values), text)).toEqual(expected);
});
