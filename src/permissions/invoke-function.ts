/** Calls of a Lambda function.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 *  https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
import { arnRule, flagRule } from "../checks/option-rules";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link invokeFunction} takes.
 *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
export interface InvokeFunctionOptions {
  /** ARN of the function, or of one of its versions or aliases: a call that names another one is refused. Not the
   *  `invoke_arn` that API Gateway takes.
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
  readonly functionArn: string;
  /** Whether users call the function's URL, with authorization by IAM, and not the function itself. A URL made since October
   *  2025 needs InvokeFunction beside InvokeFunctionUrl; it is granted for calls by the URL alone.
   *  @default false
   *  @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
  readonly url?: boolean;
}

const RULES = {
  functionArn: arnRule(
    "lambda",
    /function:[\w*-]+(?::[\w$*-]+)?/,
    "lambda:REGION:ACCOUNT:function:NAME",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html",
  ),
  url: flagRule("https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"),
};

/** Every user calls the same function: it must tell by the caller's identity what is whose. A function of another account
 *  needs a resource policy that lets the role call it, too. Not covered: InvokeAsync, which AWS has deprecated.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#invokefunction */
export function invokeFunction(options: InvokeFunctionOptions): PolicyStatement[] {
  return checked("invokeFunction", options, RULES, () => {
    const { functionArn, url = false } = options;
    const resources = [functionArn];
    if (!url) return [{ sid: "InvokeFunction", effect: "Allow", actions: ["lambda:InvokeFunction"], resources }];
    return [
      { sid: "InvokeFunctionUrl", effect: "Allow", actions: ["lambda:InvokeFunctionUrl"], resources },
      {
        sid: "InvokeFunctionByUrl",
        effect: "Allow",
        actions: ["lambda:InvokeFunction"],
        resources,
        condition: [{ test: "Bool", variable: "lambda:InvokedViaFunctionUrl", values: ["true"] }],
      },
    ];
  });
}
