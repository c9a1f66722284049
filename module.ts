/** `npm run synth:module`: the stack of main.ts as a module for teams that write HCL, in the folder `terraform-module` or
 *  the one that is named. */
import { optionsKeptByNpm } from "./commands/npm-options";
import { isSystemError, systemErrorInWords } from "./commands/system-error";
import { addStacks } from "./main";
import { writeAsTerraformModule } from "./src/stack/terraform-module";

const usage =
  "npm run synth:module -- [FOLDER]   the stack of main.ts as a Terraform module (default: terraform-module)";

function main(args: readonly string[]): void {
  const given = [...args, ...optionsKeptByNpm(process.env).keys()];
  if (given.some((argument) => argument === "--help" || argument === "-h")) {
    console.log(usage);
    return;
  }
  const [folder = "terraform-module"] = args;
  const option = given.find((argument) => argument.startsWith("-"));
  if (option !== undefined) refuse(`there is no option ${JSON.stringify(option)}`);
  if (args.length > 1) refuse(`${args.length} folders are given: give one`);
  if (folder === "") refuse('the folder is "": give its name');
  try {
    writeAsTerraformModule(folder, addStacks);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    console.error(`synth:module: cannot write the module into ${folder}: ${systemErrorInWords(error)}`);
    process.exit(1);
  }
  console.log(`${folder}: a Terraform module, to be called with module "identity_pool" { source = ... }`);
}

function refuse(problem: string): never {
  console.error(`synth:module: ${problem}.\n${usage}`);
  process.exit(2);
}

main(process.argv.slice(2));
