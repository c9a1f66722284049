/** Tells the kinds of files apart. */
import { readPlan } from "./plan";
import { isTooDeep } from "./nesting";
import { isObject, own, type Values } from "./resource";
import type { TerraformContent } from "./snapshot";
import { readState } from "./state";
import { isSynthesized, readSynthesized } from "./synthesized";
import { UnreadableDocument } from "./unreadable-document";

export const EXPECTED = "give a cdk.tf.json, or the output of `terraform show -json` for a plan or a state";

/** @throws UnreadableDocument for anything else, with one line that says what it seems to be */
export function readTerraformJson(document: unknown): TerraformContent {
  if (!isObject(document)) throw new UnreadableDocument(`This is not a JSON object: ${EXPECTED}`);
  if (isTooDeep(document)) throw new UnreadableDocument(`This JSON is nested too deeply: ${EXPECTED}`);
  if ("lineage" in document && "serial" in document) {
    throw new UnreadableDocument(
      "This is a state file as Terraform stores it: give the output of `terraform show -json` for it",
    );
  }
  if (typeof document.format_version === "string") {
    if (!/^[01]\./.test(document.format_version)) {
      throw new UnreadableDocument(
        `Terraform's JSON in format ${JSON.stringify(document.format_version)} is newer than this review, which reads format 1: install a newer release of it`,
      );
    }
    if (isPlan(document)) return readPlan(document);
    if ("provider_schemas" in document) throw new UnreadableDocument(`These are provider schemas: ${EXPECTED}`);
    return readState(document);
  }
  if (isSynthesized(document)) return readSynthesized(document);
  throw new UnreadableDocument(`This is not Terraform's JSON: ${EXPECTED}`);
}

function isPlan(document: Values): boolean {
  return ["resource_changes", "planned_values"].some((section) => own(document, section) !== undefined);
}
