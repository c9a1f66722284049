/** Reads the JSON that the command was given. No message quotes what a file holds: it may be secret. */
import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { getSystemErrorMap } from "node:util";
import { CouldNotBeTried, messageOf } from "../problem";

/** The name of standard input among the arguments. */
export const STANDARD_INPUT = "-";

/** @throws CouldNotBeTried */
export async function readJsonObject(file: string): Promise<object> {
  const name = file === STANDARD_INPUT ? "standard input" : file;
  const bytes = await readBytes(file, name);
  if (bytes.subarray(0, ZIP.length).equals(ZIP)) {
    throw new CouldNotBeTried(`${name} is a saved plan: give the output of \`terraform show -json\` for it`);
  }
  const value = parse(textOf(bytes), name);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new CouldNotBeTried(`${name} does not hold a JSON object`);
  return value;
}

/** A saved plan is a ZIP archive. */
const ZIP = Buffer.from("PK\u0003\u0004");

async function readBytes(file: string, name: string): Promise<Buffer> {
  try {
    return file === STANDARD_INPUT ? await buffer(process.stdin) : await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // https://nodejs.org/api/util.html#utilgetsystemerrormap
    const [, words] = Array.from(getSystemErrorMap().values()).find(([system]) => system === code) ?? [];
    throw new CouldNotBeTried(`cannot read ${name}: ${words ?? messageOf(error)}`);
  }
}

/** UTF-8, or UTF-16 with its byte order mark FF FE: what `>` of PowerShell 5 writes. No UTF-8 begins with FF. */
function textOf(bytes: Buffer): string {
  return new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-8").decode(bytes);
}

function parse(text: string, name: string): unknown {
  if (text.trim() === "") throw new CouldNotBeTried(`${name} is empty`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CouldNotBeTried(`${name} is not JSON`);
  }
}
