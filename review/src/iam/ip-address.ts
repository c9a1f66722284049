/** IP addresses and ranges of them, as conditions compare them.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress */
import { isIP } from "node:net";
import { NotModelled } from "./not-modelled";

interface IpAddress {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

interface AddressRange extends IpAddress {
  /** How many bits, from the left, are the range's own. */
  readonly prefix: number;
}

/** @throws NotModelled for a text that is not an address, for one with a zone, and for an IPv4 address that is written as IPv6: AWS
 *    does not say what it compares those with */
export function ipAddress(text: string): IpAddress {
  const version = isIP(text);
  if (version === 0 || text.includes("%")) throw new NotModelled(`"${text}" as an IP address`);
  if (version === 4) return { bits: 32, value: fromParts(text.split("."), 10, 8n) };
  const address: IpAddress = { bits: 128, value: fromParts(groupsOf(text), 16, 16n) };
  if (isWithinMappedAddresses({ ...address, prefix: 128 })) throw new NotModelled(`the IPv4 address in "${text}"`);
  return address;
}

/** ADDRESS/PREFIX, or one IPv4 address.
 *  @throws NotModelled as for an address */
export function addressRange(text: string): AddressRange {
  const [address = "", prefix, ...rest] = text.split("/");
  const { bits, value } = ipAddress(address);
  // AWS names /32 as the default and does not say what it means for an address of 128 bits.
  if (prefix === undefined && bits === 128) throw new NotModelled(`the IPv6 address "${text}" without a prefix`);
  const length = Number(prefix ?? "32");
  if (rest.length > 0 || !/^\d{1,3}$/.test(prefix ?? "32") || length > bits) {
    throw new NotModelled(`"${text}" as a range of IP addresses`);
  }
  return { bits, value, prefix: length };
}

export function isInRange(address: IpAddress, range: AddressRange): boolean {
  const free = BigInt(range.bits - range.prefix);
  return address.bits === range.bits && address.value >> free === range.value >> free;
}

/** ::ffff:0:0/96 */
const MAPPED: AddressRange = { bits: 128, value: 0xffffn << 32n, prefix: 96 };

function isWithinMappedAddresses(address: AddressRange): boolean {
  return isInRange(address, MAPPED);
}

function fromParts(parts: readonly string[], radix: 10 | 16, width: bigint): bigint {
  return parts.reduce((value, part) => (value << width) | BigInt(Number.parseInt(part, radix)), 0n);
}

/** The eight groups of an IPv6 address, whose last two may be written as an IPv4 address. */
function groupsOf(text: string): string[] {
  const [, before = "", dotted] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text) ?? [];
  const [a = 0, b = 0, c = 0, d = 0] = dotted?.split(".").map(Number) ?? [];
  const hexadecimal =
    dotted === undefined ? text : `${before}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  const [head = "", tail] = hexadecimal.split("::");
  const groups = (part: string): string[] => (part === "" ? [] : part.split(":"));
  if (tail === undefined) return groups(head);
  const [left, right] = [groups(head), groups(tail)];
  return [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
}
