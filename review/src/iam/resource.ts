/** Resource and NotResource: ARNs with regard to case, wildcards, and variables behind the fifth colon.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
import { NotModelled } from "./not-modelled";
import { matches } from "./pattern";
import { asList, type OneOrMore, type IamStatement } from "./policy-document";
import { expandVariables } from "./policy-variables";
import type { RequestContext } from "./request";

export interface ResourceQuestion {
  readonly resource: string;
  readonly variables: boolean;
  readonly context: RequestContext | undefined;
}

export function resourceApplies(statement: IamStatement, question: ResourceQuestion): boolean {
  // A variable without a value makes its ARN match nothing. In a NotResource that leaves nothing out.
  return statement.NotResource === undefined
    ? isListed(statement.Resource, question)
    : !isListed(statement.NotResource, question);
}

function isListed(arns: OneOrMore<string> | undefined, { resource, variables, context }: ResourceQuestion): boolean {
  return asList(arns).some((arn) => {
    if (variables) requireVariablesInResourcePart(arn);
    const pattern = expandVariables(arn, { variables, wildcards: true, context });
    return pattern !== undefined && matches(pattern, resource);
  });
}

function requireVariablesInResourcePart(arn: string): void {
  const beforeVariables = arn.split("${", 1)[0] ?? "";
  if (beforeVariables !== arn && beforeVariables.split(":").length < 6) {
    throw new NotModelled(`a policy variable before the fifth colon of "${arn}"`);
  }
}
