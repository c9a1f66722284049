/** Reads the JSON that the command was given. No message quotes what a file holds: it may be secret. */
import { readFile } from "node:fs/promises";
import { STANDARD_INPUT } from "./arguments";
import { codeOf, messageOf, systemFailure, Unusable } from "./unusable";

/** @throws Unusable */
export async function readJson(file: string): Promise<unknown> {
  const name = file === STANDARD_INPUT ? "standard input" : file;
  const bytes = await readBytes(file, name);
  if (bytes.subarray(0, ZIP.length).equals(ZIP)) {
    throw new Unusable(`${name} is a saved plan: give the output of \`terraform show -json\` for it`);
  }
  const text = decode(bytes, name);
  if (text.trim() === "") throw new Unusable(`${name} is empty`);
  const kind = kindOfOutput(text);
  if (kind !== undefined) throw new Unusable(`${name} is ${kind}: ${SHOW_JSON}`);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Unusable(`${name} is not JSON${placeOf(error, text)}`);
  }
}

const SHOW_JSON =
  "save the plan with `terraform plan -out=plan.tfplan`, and give the output of `terraform show -json plan.tfplan`";

/** What Terraform prints for people, or for programs while it works; undefined for anything else.
 *  https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
function kindOfOutput(text: string): string | undefined {
  const start = text.trimStart();
  if (/^\{\s*"@level"\s*:/.test(start)) return "the stream of messages of `terraform plan -json` or `apply -json`";
  if (/^[[{]/.test(start)) return undefined;
  if (PLAN_TEXT.test(text)) return "the text of `terraform plan`, or of `terraform show` without -json";
  return HCL.test(text) ? "a configuration, or a state as text, and not JSON" : undefined;
}

const PLAN_TEXT =
  /(?:Terraform|OpenTofu) (?:used the selected providers|will perform the following actions|has compared your real infrastructure)|^Plan: \d+ to |No changes\. /m;
const HCL = /^\s*(?:resource|data|module|provider|variable|terraform|locals)\s+(?:"[^"]*"\s*)*\{/m;

/** A saved plan is a ZIP archive. */
const ZIP = Buffer.from("PK\u0003\u0004");

async function readBytes(file: string, name: string): Promise<Buffer> {
  try {
    if (file !== STANDARD_INPUT) return await readFile(file);
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
    return Buffer.concat(chunks);
  } catch (error) {
    throw systemFailure(`read ${name}`, error);
  }
}

/** UTF-8, or UTF-16 with its byte order mark: what `>` of PowerShell 5 writes. */
function decode(bytes: Buffer, name: string): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (codeOf(error) === "ERR_ENCODING_INVALID_ENCODED_DATA") throw new Unusable(`${name} is not a text in UTF-8`);
    throw systemFailure(`read ${name}`, error);
  }
}

/** Where JSON.parse stopped, if it says so. */
function placeOf(error: unknown, text: string): string {
  const [, position] = /at position (\d+)/.exec(messageOf(error)) ?? [];
  if (position === undefined) return "";
  const before = text.slice(0, Number(position)).split("\n");
  return `: line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
