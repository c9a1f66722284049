/** Calls of models in Amazon Bedrock.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
 *  https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html */
import { arnRule, listRule } from "../checks/option-rules";
import { known } from "../terraform/tokens";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link invokeModel} takes.
 *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html */
export interface InvokeModelOptions {
  /** ARNs of the models, such as `arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-micro-v1:0`. For an inference
   *  profile give its own ARN and those of the model in every region that it leads to: Bedrock asks about both.
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html */
  readonly modelArns: readonly string[];
}

const PAGE = "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html";

const MODEL = arnRule(
  "bedrock",
  /(?:foundation-model|inference-profile|application-inference-profile|provisioned-model|imported-model|custom-model-deployment|prompt-router|default-prompt-router)\/[\w.:*-]+/,
  "bedrock:REGION::foundation-model/ID, or the ARN of an inference profile or of another model",
  PAGE,
);

const RULES = { modelArns: listRule(MODEL) };

/** InvokeModel and Converse, at once or as a stream. Every call costs money, and IAM knows no limit to their number: one on
 *  each user must be kept elsewhere. Guests cannot reach Bedrock on the enhanced flow. Not covered: agents, knowledge bases,
 *  flows, guardrails, and calls that write their answer to a bucket.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#invokemodel */
export function invokeModel(options: InvokeModelOptions): PolicyStatement[] {
  return checked(
    "invokeModel",
    options,
    RULES,
    () => [
      {
        sid: "InvokeModel",
        effect: "Allow",
        actions: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
        resources: [...options.modelArns],
      },
    ],
    () => problemsWithProfiles(options.modelArns),
  );
}

function problemsWithProfiles(modelArns: readonly string[]): string[] {
  if (!known(modelArns) || !modelArns.every((arn) => known(arn) && /:(?:application-)?inference-profile\//.test(arn))) {
    return [];
  }
  return [
    `modelArns has only inference profiles (${modelArns.join(", ")}): give the ARNs of their models too, one for each region that a profile leads to. See ${PAGE}`,
  ];
}
