/** Names that the provider makes up: a prefix and 26 characters, of which the first 18 are the time and the last 8 count up.
 *  They sort by age, and a read recognizes the prefix by the form of the rest. */

const SUFFIX = /^(.+)[0-9a-f]{26}$/i;

let count = 0;

export function generatedName(prefix: string, now = new Date()): string {
  count = (count + 1) % 0x1_0000_0000;
  // 2025-01-31T12:34:56.789Z -> 20250131123456789, and a tenth of a millisecond that JavaScript's clock does not have.
  const time = `${now.toISOString().replace(/\D/g, "")}0`;
  return `${prefix}${time}${count.toString(16).padStart(8, "0")}`;
}

/** `name` if it is given, else a generated one. */
export function nameFor(name: string, prefix: string): string {
  return name || generatedName(prefix || "terraform-");
}

/** The prefix of a generated name; "" for any other. */
export function prefixOf(name: string): string {
  return SUFFIX.exec(name)?.[1] ?? "";
}
