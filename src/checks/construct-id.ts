/** Construct ids. Terraform addresses are made of them: if an id changes, Terraform destroys the resource and makes it again.
 *  https://developer.hashicorp.com/terraform/cdktf/concepts/constructs */
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { terraformText } from "../terraform/terraform-text";
import { known, withLiterals } from "../terraform/tokens";
import { inWords } from "./in-words";
import type { Reading } from "./kinds";

const CONSTRUCTS_PAGE = "https://developer.hashicorp.com/terraform/cdktf/concepts/constructs";
const IDENTIFIERS_PAGE = "https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers";

/** The id as the constructs library keeps it: a slash separates the ids of a path. */
export function cleanedId(id: string): string {
  return id.replaceAll("/", "--");
}

/** An id that a user gave for something below the scope, checked against the ids that exist already and those that the
 *  library uses itself.
 *  @param setting such as `addRole: id` */
export function readId(scope: Construct, setting: string, given: unknown, reserved: RegExp): Reading<string> {
  const id = typeof given === "string" ? withLiterals(scope, given) : given;
  const problem = problemWithId(scope, id, reserved);
  if (problem === undefined) return { problems: [], usable: id as string };
  return {
    problems: [`${setting} is ${typeof id === "string" ? terraformTextOf(scope, id) : inWords(id)}: ${problem}`],
    usable: freeId(scope),
  };
}

function terraformTextOf(scope: Construct, id: string): string {
  return JSON.stringify(terraformText(scope, id));
}

function problemWithId(scope: Construct, id: unknown, reserved: RegExp): string | undefined {
  if (typeof id !== "string" || id === "") {
    return `give a text, which becomes part of the Terraform addresses. See ${CONSTRUCTS_PAGE}`;
  }
  if (!known(id)) {
    return `give a text that is known at synth, because the Terraform address is made of it. See ${CONSTRUCTS_PAGE}`;
  }
  const cleaned = cleanedId(id);
  if (reserved.test(cleaned)) return `the library uses this id itself, so give another. See ${CONSTRUCTS_PAGE}`;
  const { path } = scope.node.tryFindChild(cleaned)?.node ?? {};
  if (path === undefined) return undefined;
  return `${path} has this id already: give another${cleaned === id ? "" : " (/ and -- are the same in an id)"}. See ${CONSTRUCTS_PAGE}`;
}

/** An id under which the other problems can be looked for. */
function freeId(scope: Construct): string {
  let count = 1;
  while (scope.node.tryFindChild(`Unusable${count}`) !== undefined) count += 1;
  return `Unusable${count}`;
}

/** The id of a construct that the user makes. One that is no text is reported with everything else: the constructs library
 *  would end with "id.replace is not a function". */
export function readOwnId(scope: Construct, id: unknown): Reading<string> {
  if (typeof id === "string" && id !== "") return { problems: [], usable: id };
  return {
    problems: [`the construct's id is ${inWords(id)}: ${problemWithId(scope, id, /(?!)/) ?? ""}`],
    usable: freeId(scope),
  };
}

/** CDKTF makes addresses of the construct ids below the stack, and Terraform takes none that begins with a digit. */
export function problemsWithAddress(scope: Construct): string[] {
  const stack = TerraformStack.of(scope);
  const ids = scope.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id);
  // CDKTF leaves out of addresses the id "Default" and all characters but these.
  const first = ids.find((id) => id !== "Default");
  if (first === undefined || /^[A-Za-z_]/.test(first.replace(/[^A-Za-z0-9_-]/g, ""))) return [];
  return [
    `the construct id ${JSON.stringify(first)} is the first part of the Terraform addresses: begin it with a letter. See ${IDENTIFIERS_PAGE}`,
  ];
}
