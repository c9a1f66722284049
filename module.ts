/** `npm run synth:module`: the stack of main.ts as a module for teams that write HCL, in the folder `terraform-module` or
 *  the one that is named. */
import { addStacks } from "./main";
import { writeAsTerraformModule } from "./src/stack/terraform-module";

const [, , folder = "terraform-module"] = process.argv;
writeAsTerraformModule(folder, addStacks);
console.log(`${folder}/main.tf.json: a Terraform module, to be called with module "identity_pool" { source = ... }`);
