/** What a module asks for beside the stack's variables. In a stack these settings are made at synth; the root that calls a module
 *  has no synth, so that what the stack's props leave open is an input, with the stack's default.
 *  https://developer.hashicorp.com/terraform/language/values/variables */
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { TerraformElement, TerraformVariable } from "cdktf";
import type { TerraformVariableConfig } from "cdktf";
import { limits } from "../aws/limits";
import type { FederatedRole } from "../identity-pool/role/federated-role";
import { withIamVariablesIn } from "../terraform/iam-variables";
import { choicesOfGrants, defaultGrants, grantsOf } from "./grants";
import type { IdentityPoolStack } from "./identity-pool-stack";
import type { IdentityPoolStackProps } from "./identity-pool-stack-props";
import { propsOf } from "./props-of-stacks";
import { settings } from "./settings";

/** Turns what the props of the stack leave open into variables with the stack's defaults. A pool that exists is adopted as it
 *  is: of it only the tags and the region are asked for. */
export function addModuleInputs(stack: IdentityPoolStack): void {
  const props: IdentityPoolStackProps = propsOf(stack);
  addRegion(stack, props);
  if (props.tags === undefined) addTags(stack, rolesOf(stack, props));
  if (props.adopt !== undefined) return;
  if (props.allowUnauthenticatedIdentities === undefined) addGuests(stack);
  // Nobody signs in who could be granted anything.
  if (props.authenticatedRole === "none") return;
  if (props.permissions === undefined) addPermissions(stack, props);
  if (props.guardrail === undefined && props.permissions !== "none") addGuardrail(stack);
}

function rolesOf(
  { identityPool }: IdentityPoolStack,
  { authenticatedRole }: IdentityPoolStackProps,
): readonly (FederatedRole | undefined)[] {
  const ofGuests = identityPool.unauthenticatedRole;
  return authenticatedRole === "none" ? [ofGuests] : [identityPool.authenticatedRole, ofGuests];
}

/** The pool's own, as version 6 of the provider takes it. With an older one the region is that of the root's provider. */
function addRegion(stack: IdentityPoolStack, { region }: IdentityPoolStackProps): void {
  const { resource, rolesAttachment } = stack.identityPool;
  if (!("region" in resource)) {
    stack.node.tryRemoveChild(settings.region.name);
    return;
  }
  const value = region ?? `\${var.${settings.region.name}}`;
  for (const element of [resource, rolesAttachment, stack.node.findChild("Region")])
    if (TerraformElement.isTerraformElement(element)) element.addOverride("region", value);
}

function addTags(stack: IdentityPoolStack, roles: readonly (FederatedRole | undefined)[]): void {
  const { max } = limits.tags;
  const variable = createVariable(stack, "tags", {
    type: "map(string)",
    description: "Tags of the pool and of the roles.",
    default: {},
  });
  variable.addValidation({
    condition:
      `\${length(var.tags) <= ${max} && ` +
      'alltrue([for key in keys(var.tags) : !can(regex("^[aA][wW][sS]:", key))])}',
    errorMessage: `tags takes at most ${max} tags, and no key that begins with aws:. See ${limits.tagKey.see}`,
  });
  // No tags are null, as in the stack, and not an empty map.
  for (const tagged of [stack.identityPool.resource, ...roles.map((role) => role?.resource)])
    tagged?.addOverride("tags", "${length(var.tags) > 0 ? var.tags : null}");
}

/** The guests' role exists in either case: this only changes whether the pool gives it to guests. */
function addGuests(stack: IdentityPoolStack): void {
  createVariable(stack, "allow_unauthenticated_identities", {
    type: "bool",
    description:
      "Whether guests get credentials. They are those of the unauthenticated role, which has no permissions of its own.",
    default: false,
  });
  const value = "${var.allow_unauthenticated_identities}";
  stack.identityPool.resource.addOverride("allow_unauthenticated_identities", value);
  // There is none of a pool without a user pool client.
  const output = stack.node.findChild("Outputs").node.tryFindChild("client_config");
  if (TerraformElement.isTerraformElement(output))
    output.addOverride("value.auth.unauthenticated_identities_enabled", value);
}

/** Both documents are rendered, which costs nothing, and one is the policy. */
function addPermissions(stack: IdentityPoolStack, { bucketName }: IdentityPoolStackProps): void {
  const { authenticatedRole, partition } = stack.identityPool;
  const [choice, other] = choicesOfGrants;
  const variable = createVariable(stack, "permissions", {
    type: "string",
    description:
      `What signed-in users may do. "${choice}" is the guide's policy word for word; "${other}" ` +
      "is only what the guide's app needs, which is to read, write and delete their own files.",
    default: defaultGrants,
  });
  variable.addValidation({
    condition: `\${contains(${JSON.stringify(choicesOfGrants)}, var.permissions)}`,
    errorMessage: `permissions takes "${choice}" or "${other}". See https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html`,
  });
  const options = { bucketName: bucketName ?? `\${var.${settings.bucketName.name}}`, partition };
  const document = new DataAwsIamPolicyDocument(authenticatedRole, "LeastPrivilege", {
    statement: grantsOf(other, options).map((statement) => withIamVariablesIn(statement)),
  });
  const address = (of: DataAwsIamPolicyDocument) => `data.aws_iam_policy_document.${of.friendlyUniqueId}.json`;
  const policy = authenticatedRole.grantsPolicy;
  const shipped = policy?.node.scope?.node.findChild("Document") as DataAwsIamPolicyDocument;
  policy?.addOverride(
    "policy",
    `\${var.permissions == ${JSON.stringify(other)} ? ${address(document)} : ${address(shipped)}}`,
  );
}

/** By `count`: Terraform takes a policy that is in the state without an index for the one with index 0. */
function addGuardrail(stack: IdentityPoolStack): void {
  createVariable(stack, "guardrail", {
    type: "bool",
    description:
      "Whether a second policy denies what the guide's policy allows too much: administering the pool, and other users' Cognito Sync data.",
    default: true,
  });
  const policy = stack.identityPool.authenticatedRole.node.findChild("Guardrail").node.findChild("Resource");
  if (policy instanceof IamRolePolicy) policy.addOverride("count", "${var.guardrail ? 1 : 0}");
}

/** Not nullable: a root that passes null on gets the default. */
function createVariable(stack: IdentityPoolStack, name: string, config: TerraformVariableConfig): TerraformVariable {
  return new TerraformVariable(stack, name, { ...config, nullable: false });
}
