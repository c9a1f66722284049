/** Calls of a Lambda function.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
import type { PolicyStatement } from "./policy-statement";

export interface InvokeFunctionOptions {
  /** ARN of the function, or of one of its versions or aliases. */
  readonly functionArn: string;
}

/** Every user calls the same function: it must tell by the caller's identity what is whose. */
export function invokeFunction({ functionArn }: InvokeFunctionOptions): PolicyStatement[] {
  return [{ sid: "InvokeFunction", effect: "Allow", actions: ["lambda:InvokeFunction"], resources: [functionArn] }];
}
