/** `npm run synth:module`: the stack of main.ts as a module for teams that write HCL, in the folder `terraform-module` or
 *  the one that is named. */
import { writeTerraformModule } from "./src/stack/terraform-module";

const [, , folder = "terraform-module"] = process.argv;
writeTerraformModule(folder);
console.log(`${folder}/main.tf.json: a Terraform module, to be called with module "identity_pool" { source = ... }`);
