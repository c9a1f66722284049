/** The condition operators: what each compares, and how.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
import { Buffer } from "node:buffer";
import { addressRange, ipAddress, isInRange } from "./ip-address";
import { NotModelled } from "./not-modelled";
import { literalPattern, literalText, matches, type Pattern } from "./pattern";

/** An operator, without IfExists and without a set operator. */
export interface ConditionOperator {
  /** Holds if none of the policy's values matches, and if the key is missing. */
  readonly negated: boolean;
  /** Whether its values may have policy variables. */
  readonly variables: boolean;
  /** Whether `*` and `?` in its values stand for other characters. */
  readonly wildcards: boolean;
  /** Whether it compares the parts of ARNs. */
  readonly isForArns: boolean;
  /** Refuses a value that a policy cannot have here.
   *  @throws NotModelled */
  requireReadable(policyValue: string): void;
  /** Whether a value of the policy matches a value of the request, before any negation. */
  matches(policyValue: Pattern, requestValue: string): boolean;
}

type Comparison<T> = (request: T, policy: T) => boolean;

const equal: Comparison<number> = (request, policy) => request === policy;
const less: Comparison<number> = (request, policy) => request < policy;
const greater: Comparison<number> = (request, policy) => request > policy;
const either =
  (one: Comparison<number>, other: Comparison<number>): Comparison<number> =>
  (request, policy) =>
    one(request, policy) || other(request, policy);

// A map, not an object: an object has operators of the names "constructor" and "toString" too.
export const CONDITION_OPERATORS: ReadonlyMap<string, ConditionOperator> = new Map(
  Object.entries<ConditionOperator>({
    StringEquals: textOperator(matches),
    StringNotEquals: not(textOperator(matches)),
    StringEqualsIgnoreCase: textOperator(matchesInAnyCase),
    StringNotEqualsIgnoreCase: not(textOperator(matchesInAnyCase)),
    StringLike: { ...textOperator(matches), wildcards: true },
    StringNotLike: not({ ...textOperator(matches), wildcards: true }),
    NumericEquals: compared(toNumber, equal),
    NumericNotEquals: not(compared(toNumber, equal)),
    NumericLessThan: compared(toNumber, less),
    NumericLessThanEquals: compared(toNumber, either(less, equal)),
    NumericGreaterThan: compared(toNumber, greater),
    NumericGreaterThanEquals: compared(toNumber, either(greater, equal)),
    DateEquals: compared(toSeconds, equal),
    DateNotEquals: not(compared(toSeconds, equal)),
    DateLessThan: compared(toSeconds, less),
    DateLessThanEquals: compared(toSeconds, either(less, equal)),
    DateGreaterThan: compared(toSeconds, greater),
    DateGreaterThanEquals: compared(toSeconds, either(greater, equal)),
    Bool: compared(toBoolean, (request, policy) => request === policy),
    BinaryEquals: compared(toBytes, (request, policy) => request === policy),
    IpAddress: plain(isInAddressRange, addressRange),
    NotIpAddress: not(plain(isInAddressRange, addressRange)),
    ArnEquals: arn(),
    ArnLike: arn(),
    ArnNotEquals: not(arn()),
    ArnNotLike: not(arn()),
  }),
);

function textOperator(match: ConditionOperator["matches"]): ConditionOperator {
  return {
    negated: false,
    variables: true,
    wildcards: false,
    isForArns: false,
    requireReadable: accept,
    matches: match,
  };
}

function arn(): ConditionOperator {
  return { ...textOperator(matchesArn), wildcards: true, isForArns: true };
}

function accept(): void {
  // Any text will do.
}

function plain(
  match: (policyValue: string, requestValue: string) => boolean,
  requireReadable: (policyValue: string) => void,
): ConditionOperator {
  return {
    negated: false,
    variables: false,
    wildcards: false,
    isForArns: false,
    requireReadable,
    matches: (policyValue, requestValue) => match(literalText(policyValue), requestValue),
  };
}

function compared<T>(read: (text: string) => T, comparison: Comparison<T>): ConditionOperator {
  return plain((policyValue, requestValue) => comparison(read(requestValue), read(policyValue)), read);
}

function not(operator: ConditionOperator): ConditionOperator {
  return { ...operator, negated: true };
}

function matchesInAnyCase(policyValue: Pattern, requestValue: string): boolean {
  return matches(
    policyValue.map((part) => (typeof part === "string" ? part.toLowerCase() : part)),
    requestValue.toLowerCase(),
  );
}

/** The six parts of an ARN are compared one by one, so that a wildcard never reaches over a colon of the first five. */
function matchesArn(policyValue: Pattern, requestValue: string): boolean {
  const policyParts = arnParts(policyValue);
  const requestParts = arnParts(literalPattern(requestValue));
  return policyParts.every((part, i) => matches(part, literalText(requestParts[i] ?? [])));
}

function arnParts(arn: Pattern): Pattern[] {
  const parts: Pattern[] = [];
  let rest = arn;
  while (parts.length < 5) {
    const colon = rest.indexOf(":");
    if (colon < 0) throw new NotModelled("an ARN operator on a value that is not an ARN of six parts");
    parts.push(rest.slice(0, colon));
    rest = rest.slice(colon + 1);
  }
  return [...parts, rest];
}

/** A number that can be told from its neighbours: beyond 2^53, or with more digits than a double holds, it cannot. */
function toNumber(value: string): number {
  const digits = value.replace(/^[+-]?0*|\./g, "");
  if (!/^[+-]?\d+(?:\.\d+)?$/.test(value) || digits.length > 16 || Math.abs(Number(value)) > Number.MAX_SAFE_INTEGER) {
    throw new NotModelled(`"${value}" as a number`);
  }
  return Number(value);
}

const ISO_8601 = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** ISO 8601 as W3C narrows it, or seconds since 1970. Four digits could be either, so they are neither. */
function toSeconds(value: string): number {
  if (/^\d{5,11}$/.test(value)) return Number(value);
  const match = ISO_8601.exec(value);
  if (match === null || value.length === 4) throw new NotModelled(`"${value}" as a date`);
  const [, year = "", month = "01", day = "01", hour = "00", minute = "00", second = "00", zone = "Z"] = match;
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  // JavaScript reads 30 February as 1 March, and 24:00 as the next day.
  const exists =
    !Number.isNaN(milliseconds) && new Date(local).toISOString().startsWith(`${year}-${month}-${day}T${hour}`);
  if (!exists) throw new NotModelled(`"${value}" as a date`);
  return milliseconds / 1000;
}

function toBoolean(value: string): boolean {
  const lower = value.toLowerCase();
  if (lower !== "true" && lower !== "false") throw new NotModelled(`"${value}" as a boolean`);
  return lower === "true";
}

function toBytes(value: string): string {
  const bytes = Buffer.from(value, "base64");
  if (bytes.toString("base64").replace(/=+$/, "") !== value.replace(/=+$/, "")) {
    throw new NotModelled(`"${value}" as base64`);
  }
  return bytes.toString("hex");
}

function isInAddressRange(range: string, address: string): boolean {
  return isInRange(ipAddress(address), addressRange(range));
}
