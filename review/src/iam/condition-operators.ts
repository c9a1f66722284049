/** The condition operators: what each compares, and how.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
import { Buffer } from "node:buffer";
import { BlockList, isIP } from "node:net";
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

export const CONDITION_OPERATORS: Readonly<Record<string, ConditionOperator>> = {
  StringEquals: text(matches),
  StringNotEquals: not(text(matches)),
  StringEqualsIgnoreCase: text(matchesInAnyCase),
  StringNotEqualsIgnoreCase: not(text(matchesInAnyCase)),
  StringLike: { ...text(matches), wildcards: true },
  StringNotLike: not({ ...text(matches), wildcards: true }),
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
  IpAddress: plain((policy, request) => toAddressRange(policy).check(request, addressFamily(request))),
  NotIpAddress: not(plain((policy, request) => toAddressRange(policy).check(request, addressFamily(request)))),
  ArnEquals: { ...text(matchesArn), wildcards: true },
  ArnLike: { ...text(matchesArn), wildcards: true },
  ArnNotEquals: not({ ...text(matchesArn), wildcards: true }),
  ArnNotLike: not({ ...text(matchesArn), wildcards: true }),
};

function text(match: ConditionOperator["matches"]): ConditionOperator {
  return { negated: false, variables: true, wildcards: false, matches: match };
}

function plain(match: (policyValue: string, requestValue: string) => boolean): ConditionOperator {
  return {
    negated: false,
    variables: false,
    wildcards: false,
    matches: (policyValue, requestValue) => match(literalText(policyValue), requestValue),
  };
}

function compared<T>(read: (text: string) => T, comparison: Comparison<T>): ConditionOperator {
  return plain((policyValue, requestValue) => comparison(read(requestValue), read(policyValue)));
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

function toNumber(value: string): number {
  if (!/^[+-]?\d+(?:\.\d+)?$/.test(value)) throw new NotModelled(`"${value}" as a number`);
  return Number(value);
}

const ISO_8601 = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** ISO 8601 as W3C narrows it, or seconds since 1970. Four digits could be either, so they are neither. */
function toSeconds(value: string): number {
  if (/^\d{5,11}$/.test(value)) return Number(value);
  const match = ISO_8601.exec(value);
  if (match === null || value.length === 4) throw new NotModelled(`"${value}" as a date`);
  const [, year = "", month = "01", day = "01", hour = "00", minute = "00", second = "00", zone = "Z"] = match;
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  if (Number.isNaN(milliseconds)) throw new NotModelled(`"${value}" as a date`);
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

function toAddressRange(value: string): BlockList {
  const [address = "", prefix, ...rest] = value.split("/");
  const family = addressFamily(address);
  // AWS names /32 as the default and does not say what it means for an address of 128 bits.
  if (prefix === undefined && family === "ipv6") throw new NotModelled(`the IPv6 address "${value}" without a prefix`);
  const bits = Number(prefix ?? "32");
  if (rest.length > 0 || !/^\d{1,3}$/.test(prefix ?? "32") || bits > (family === "ipv4" ? 32 : 128)) {
    throw new NotModelled(`"${value}" as a range of IP addresses`);
  }
  const range = new BlockList();
  range.addSubnet(address, bits, family);
  return range;
}

function addressFamily(address: string): "ipv4" | "ipv6" {
  const version = isIP(address);
  if (version === 0) throw new NotModelled(`"${address}" as an IP address`);
  return version === 4 ? "ipv4" : "ipv6";
}
