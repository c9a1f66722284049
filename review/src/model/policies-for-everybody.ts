/** Policies of resources that let in everybody, in the form of a role's policies: as far as their statements are for whoever
 *  calls, without the principal.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous */
import { operatorOf } from "../iam/condition";
import { asList, statementsOf, withValues, type Conditions, type IamStatement } from "../iam/policy-document";
import { isEverybody } from "../iam/principal";
import { hasSymbol } from "../terraform-json/symbol";
import { stringOf, type TerraformResource } from "../terraform-json/resource";
import type { Policy } from "./access-model";
import { ROLE, type Links } from "./links";
import { readDocument } from "./policy-documents";
import { isKeyOfPrincipal, isShownElsewhere, policiesOf, rolesNamed } from "./resource-policies";

export function policiesForEverybody(links: Links): Policy[] {
  return links.snapshot.resources
    .filter((resource) => !resource.isData && resource.type !== ROLE && !isShownElsewhere(links, resource))
    .flatMap((resource) => policiesOf(resource).flatMap((policy) => forEverybody(links, resource, policy)));
}

function forEverybody(links: Links, resource: TerraformResource, policy: string): Policy[] {
  const { document } = readDocument(links.snapshot, resource.address, policy);
  if (document === undefined) return [];
  const statements = statementsOf(document)
    .filter((statement) => isForEverybody(links, statement))
    .map((statement) => asOfARole(links, statement, resource));
  if (!statements.some(({ Effect }) => Effect === "Allow")) return [];
  return [{ address: resource.address, document: { ...document, Statement: statements } }];
}

/** A Deny for everybody but some counts, if no role is among them. */
function isForEverybody(links: Links, { Effect, Principal, NotPrincipal }: IamStatement): boolean {
  if (NotPrincipal === undefined) return Principal !== undefined && isEverybody(Principal);
  const left = typeof NotPrincipal === "object" ? asList(NotPrincipal.AWS) : [];
  return Effect === "Allow" || left.every((name) => rolesNamed(links, name).length === 0);
}

function asOfARole(links: Links, statement: IamStatement, resource: TerraformResource): IamStatement {
  const { Effect, Action, NotAction, Resource, NotResource, Condition } = statement;
  const whole = (one: string): string => one.replace(/^execute-api:(?=\/)/, () => beginningOfApi(resource));
  const named = asList(Resource ?? "*").map((one) => (one === "*" ? arnOf(resource, statement) : whole(one)));
  return {
    Effect,
    ...(NotAction === undefined ? { Action } : { NotAction }),
    ...(NotResource === undefined ? { Resource: named } : { NotResource: asList(NotResource).map(whole) }),
    ...(Condition && { Condition: withNamesOfRoles(links, Condition, Effect) }),
  };
}

/** In the policy of a resource, `*` stands for the resource. */
function arnOf({ values }: TerraformResource, { Action }: IamStatement): string {
  const arn = [values.arn, values.resource_arn, values.secret_arn]
    .map((one) => stringOf(one) ?? "")
    .find((one) => one !== "" && !hasSymbol(one));
  const [service = "*"] = (asList(Action)[0] ?? "").split(":");
  return arn ?? `arn:*:${service.toLowerCase() || "*"}:*`;
}

/** What API Gateway puts before a resource that begins with the stage.
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html */
function beginningOfApi({ type, values }: TerraformResource): string {
  const id = stringOf(type === "aws_api_gateway_rest_api" ? values.id : values.rest_api_id) ?? "";
  return `arn:*:execute-api:*:*:${id === "" || hasSymbol(id) ? "*" : id}`;
}

/** The conditions, with the roles that they name in one spelling beside what is written. A role that a pattern may name is
 *  allowed what it allows, and not denied what it denies. */
function withNamesOfRoles(links: Links, conditions: Conditions, effect: IamStatement["Effect"]): Conditions {
  return withValues(conditions, (values, key, operator) =>
    isKeyOfPrincipal(key)
      ? values.flatMap((value) => [value, ...principalsNamed(links, operator, String(value), effect)])
      : values,
  );
}

function principalsNamed(links: Links, operator: string, name: string, effect: IamStatement["Effect"]): string[] {
  const { negated = false, wildcards = false } = operatorOf(operator) ?? {};
  // StringEquals compares a pattern as the text that it is, which no role has for an ARN.
  if (!wildcards && /[*?]/.test(name)) return [];
  return rolesNamed(links, name, (effect === "Deny") !== negated).map(({ address }) => nameOfPrincipal(address));
}

/** What stands for the principal of a role's sessions. */
export function nameOfPrincipal(address: string): string {
  return `arn:aws:iam::☆:role/${address.replaceAll(/[*?$]/g, "☆")}`;
}
