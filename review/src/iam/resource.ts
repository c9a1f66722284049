/** Resource and NotResource: ARNs with regard to case, wildcards, and variables behind the fifth colon.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
import { some, type Answer } from "./answer";
import type { Context } from "./context";
import { NotModelled } from "./not-modelled";
import { matches } from "./pattern";
import { compileText, expandText, type CompiledText } from "./policy-variables";

/** @throws NotModelled for variables that IAM would not store */
export function compileResource(arn: string, variables: boolean): CompiledText {
  if (variables) requireVariablesInResourcePart(arn);
  return compileText(arn, { variables, wildcards: true });
}

/** A variable without a value makes its ARN match nothing. In a NotResource that leaves nothing out. */
export function listsResource(arns: readonly CompiledText[], resource: string, context: Context): Answer {
  return some(
    arns.map((arn) => {
      const expanded = expandText(arn, context);
      if (expanded === undefined || !matches(expanded.pattern, resource)) return false;
      return expanded.isOpen ? "possible" : true;
    }),
  );
}

function requireVariablesInResourcePart(arn: string): void {
  const beforeVariables = arn.split("${", 1)[0] ?? "";
  if (beforeVariables !== arn && beforeVariables.split(":").length < 6) {
    throw new NotModelled(`a policy variable before the fifth colon of "${arn}"`);
  }
}
