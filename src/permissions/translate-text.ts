/** Translations of texts, by Amazon Translate.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazontranslate.html
 *  https://docs.aws.amazon.com/translate/latest/dg/what-is-languages.html */
import { flagRule } from "../checks/option-rules";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link translateText} takes.
 *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazontranslate.html */
export interface TranslateTextOptions {
  /** Whether a call may leave it to AWS to find out the language of the text (`auto`): Amazon Comprehend is asked then, with
   *  the user's permission.
   *  @default false
   *  @see https://docs.aws.amazon.com/translate/latest/dg/what-is-languages.html */
  readonly detectLanguage?: boolean;
}

const RULES = { detectLanguage: flagRule("https://docs.aws.amazon.com/translate/latest/dg/what-is-languages.html") };

/** Texts in a call, with or without a terminology of the account. Not covered: documents, jobs, and the terminologies.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#translatetext */
export function translateText(options: TranslateTextOptions = {}): PolicyStatement[] {
  return checked("translateText", options, RULES, () => [
    {
      sid: "TranslateText",
      effect: "Allow",
      actions: [
        "translate:TranslateText",
        ...(options.detectLanguage === true ? ["comprehend:DetectDominantLanguage"] : []),
      ],
      // A call may name a terminology or none: there is no narrower resource for both.
      resources: ["*"],
    },
  ]);
}
