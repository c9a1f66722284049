/** Conversations with a bot of Amazon Lex V2.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlexv2.html */
import { arnRule } from "../checks/option-rules";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link converseWithBot} takes.
 *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlexv2.html */
export interface ConverseWithBotOptions {
  /** ARN of an alias of the bot, `arn:aws:lex:REGION:ACCOUNT:bot-alias/BOT_ID/ALIAS_ID`.
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlexv2.html */
  readonly botAliasArn: string;
}

const RULES = {
  botAliasArn: arnRule(
    "lex",
    /bot-alias\/[\w*]+\/[\w*]+/,
    "lex:REGION:ACCOUNT:bot-alias/BOT_ID/ALIAS_ID",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlexv2.html",
  ),
};

/** Speaking to the bot by text, by voice and as a stream. The client chooses the session's id, and IAM does not know it: give
 *  sessions ids that others cannot guess. Not covered: reading and changing sessions (GetSession, PutSession, DeleteSession),
 *  which would reach those of others, and bots of Lex V1.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#conversewithbot */
export function converseWithBot(options: ConverseWithBotOptions): PolicyStatement[] {
  return checked("converseWithBot", options, RULES, () => [
    {
      sid: "ConverseWithBot",
      effect: "Allow",
      actions: ["lex:RecognizeText", "lex:RecognizeUtterance", "lex:StartConversation"],
      resources: [options.botAliasArn],
    },
  ]);
}
