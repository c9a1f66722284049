/** Principal and NotPrincipal in trust policies.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
import { NotModelled } from "./not-modelled";
import { asList, type IamStatement, type Principals } from "./policy-document";
import type { TrustRequest } from "./request";

type Principal = TrustRequest["principal"];

const TYPES = ["AWS", "Federated", "Service", "CanonicalUser"];

/** @throws NotModelled for wildcards other than "*" alone, role sessions, and accounts in NotPrincipal */
export function principalApplies(statement: IamStatement, principal: Principal): boolean {
  if (!TYPES.includes(principal.type)) throw new NotModelled(`a principal of type "${principal.type}"`);
  if (statement.NotPrincipal === undefined) return isListed(statement.Principal ?? {}, principal);
  if (principal.type === "AWS") throw new NotModelled("NotPrincipal for principals of type AWS");
  return !isListed(statement.NotPrincipal, principal);
}

function isListed(principals: Principals, principal: Principal): boolean {
  if (isEverybody(principals)) return true;
  if (typeof principals !== "object") throw new NotModelled(`the principal ${JSON.stringify(principals)}`);
  const byType = new Map(Object.entries(principals));
  const unknown = [...byType.keys()].find((type) => !TYPES.includes(type));
  if (unknown !== undefined) throw new NotModelled(`principals of type "${unknown}"`);
  return asList(byType.get(principal.type)).some((id) => names(id, principal));
}

/** `"*"` and `{ "AWS": "*" }` mean the same: everybody, federated or not.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous */
export function isEverybody(principals: Principals): boolean {
  return principals === "*" || (typeof principals === "object" && asList(principals.AWS).includes("*"));
}

function names(id: string, principal: Principal): boolean {
  if (id === principal.id) return true;
  if (principal.type !== "AWS") {
    if (/[*?]/.test(id)) throw new NotModelled(`the ${principal.type} principal "${id}"`);
    return false;
  }
  if (/[*?]/.test(id)) throw new NotModelled(`the AWS principal "${id}"`);
  if (/:assumed-role\/|:federated-user\//.test(principal.id)) {
    throw new NotModelled(`whether "${id}" names the session "${principal.id}"`);
  }
  return namedAccount(id) !== undefined && namedAccount(id) === principal.id.split(":")[4];
}

/** The principals of a type that a statement names. */
export function principalsOf({ Principal }: IamStatement, type: "AWS" | "Federated"): readonly string[] {
  return typeof Principal === "object" ? asList(Principal[type]) : [];
}

/** The account that an account principal names, written as its number or as the ARN of its root. */
export function namedAccount(id: string): string | undefined {
  return /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(id)?.[1];
}
