/** What a trust policy compares with the pool's id, where some of it is known only after apply.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
import { hasSymbol, isSymbol } from "../terraform-json/symbol";
import type { Pool } from "./access-model";

/** Whether it can be told that a value is not the pool's id. */
export function isComparable(value: string, pool: Pool): boolean {
  // An id that somebody could write belongs to a pool that is there already.
  if (!hasSymbol(value)) return !hasSymbol(pool.id) || pool.isNew === true || isPattern(value);
  // The plan knows the id of a pool that is there, and would have put it here.
  if (isIdOfResource(value)) return isIdOfResource(pool.id) || !hasSymbol(pool.id);
  // A text around an id is no id, nor is another attribute of a pool.
  const symbols = Array.from(value.matchAll(/⟨[^⟨⟩]*⟩/g), ([one]) => one);
  return symbols.every((one) =>
    isSymbol(value) ? isOtherAttribute(one) : isIdOfResource(one) || isOtherAttribute(one),
  );
}

/** Whether a value has wildcards. */
export function isPattern(value: string): boolean {
  return /[*?]/.test(value.replaceAll(/⟨[^⟨⟩]*⟩/g, ""));
}

/** Whether a text is the id of some identity pool, or stands for that of one that the file makes.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
export function isPoolId(text: string): boolean {
  return /^[\w-]+:[0-9a-f-]+$/i.test(text) || isIdOfResource(text);
}

const MADE_POOL = String.raw`(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*aws_cognito_identity_pool\.[\w-]+(?:\[[^\]]*\])?`;
const ID_OF_RESOURCE = new RegExp(`^⟨${MADE_POOL}\\.id⟩$`);
const OTHER_ATTRIBUTE = new RegExp(`^⟨(?:known after apply: )?${MADE_POOL}\\.(?!id⟩)[\\w-]+⟩$`);

/** Whether a value is the id of a pool that the file makes: each has another one. */
export function isIdOfResource(value: string): boolean {
  return ID_OF_RESOURCE.test(value);
}

function isOtherAttribute(value: string): boolean {
  return OTHER_ATTRIBUTE.test(value);
}
