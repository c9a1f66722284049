/** Values of a policy that only Terraform's run will know, and that decide what it allows. */
import { operatorOf } from "../iam/condition";
import { isAboutStoredThing, LISTING_PREFIX } from "../iam/stored-keys";
import { asList, statementsOf, type IamStatement, type OneOrMore, type PolicyDocument } from "../iam/policy-document";
import { isKeyOfPool } from "./cognito-claims";
import { hasSymbol, isAfterApply, isSymbol, referencesIn } from "../terraform-json/symbol";

/** Whether a policy may allow more than its text shows. A placeholder for a name that Terraform will put in is not such a part:
 *  ⟨aws_s3_bucket.notes.arn⟩ is the ARN of one bucket, whichever. What a Deny misses for want of a name is not counted
 *  as denied anyway. */
export function mayAllowMore(document: PolicyDocument): boolean {
  return statementsOf(document).some(({ Effect, Action, NotAction, Resource, NotResource, Condition }) =>
    Effect === "Allow"
      ? some([Action, NotAction], hasSymbol) ||
        some([Resource], isOpen) ||
        some(valuesOfStoredThings(Condition), isOpen)
      : some([NotAction], hasSymbol) ||
        some([NotResource], isOpen) ||
        some(valuesOfNegatedConditions(Condition), isOpen),
  );
}

/** Whether a trust policy may let in somebody whom its text does not show.
 *  @param isId whether an unknown value is the id of a pool in the file */
export function mayTrustMore(document: PolicyDocument, isId: (value: string) => boolean): boolean {
  const isOpenHere = (value: string): boolean => isOpen(value) && !isId(value);
  return statementsOf(document).some(
    ({ Effect, Action, NotAction, Principal, NotPrincipal, Condition }) =>
      some([Action, NotAction], hasSymbol) ||
      some([...principals(Principal), ...principals(NotPrincipal)], isOpenHere) ||
      (Effect === "Allow"
        ? some(valuesOfConditions(Condition), isOpenHere)
        : some(valuesOfNegatedConditions(Condition), isOpenHere)),
  );
}

/** Whether a trust policy compares the pool's id with what a plan does not know, by an operator that knows wildcards. Whether
 *  a pattern stands around an id, or only the id's region in it, a plan does not say. */
export function mayHavePattern(document: PolicyDocument): boolean {
  return statementsOf(document).some(
    ({ Effect, Condition }) =>
      Effect === "Allow" &&
      Object.entries(Condition ?? {})
        .filter(([operator]) => /like/i.test(operator))
        .flatMap(([, keys]) => Object.entries(keys))
        .some(([key, values]) => isKeyOfPool(key) && some([values], isAfterApply)),
  );
}

/** Whether nothing is known of a text: it could be anything, a wildcard too. */
export function isOpen(text: string): boolean {
  if (!isSymbol(text)) return false;
  if (isAfterApply(text)) return true;
  const [reference = ""] = referencesIn(text);
  return text.slice(1, -1) !== reference || /(?:^|\.)(?:var|local|each|module)\./.test(withoutModules(reference));
}

/** `module.app.aws_iam_role.r.arn` is a resource's attribute, `module.app.role_arn` an output: it could be anything. */
function withoutModules(reference: string): string {
  return reference.replace(/^(?:module\.[^.[]+(?:\[[^\]]*\])?\.)+(?=(?:data\.)?[\w-]+\.[\w-]+)/, "");
}

type Values = OneOrMore<string | number | boolean> | undefined;

function some(values: readonly Values[], is: (value: string) => boolean): boolean {
  return values.some((one) => asList(one).some((value) => is(String(value))));
}

function principals(principal: IamStatement["Principal"]): Values[] {
  return typeof principal === "object" ? Object.values(principal) : [principal];
}

function valuesOfConditions(conditions: IamStatement["Condition"]): Values[] {
  return Object.values(conditions ?? {}).flatMap((keys) => Object.values(keys));
}

/** What a stored thing is compared with, where a value can let in all of them: a pattern, or what the names of all folders
 *  begin with. */
function valuesOfStoredThings(conditions: IamStatement["Condition"]): Values[] {
  return Object.entries(conditions ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys)
      .map(([key, values]) => ({ key: key.toLowerCase(), values }))
      .filter(({ key }) => key === LISTING_PREFIX || (isAboutStoredThing(key) && operatorOf(operator)?.wildcards))
      .map(({ values }) => values),
  );
}

/** A condition that asks for another value holds for every value, as long as this one is not known. */
function valuesOfNegatedConditions(conditions: IamStatement["Condition"]): Values[] {
  return Object.entries(conditions ?? {})
    .filter(([operator]) => operatorOf(operator)?.negated)
    .flatMap(([, keys]) => Object.values(keys));
}
