/** Sample names of actions in the place of wildcards. */
import { matches, wildcardPattern } from "../iam/pattern";
import { BATCH_ACTIONS, LISTING_ACTIONS, SINGLE_ROW_ACTIONS } from "../iam/stored-keys";
import { ANYTHING, nameOf } from "./people";
import { isOpen, serviceOf } from "./small-world";

/** Actions that differ in what their requests have: a sample of a whole service asks for each. */
const TELLING_ACTIONS: readonly string[] = [
  ...["s3:GetObject", "s3:PutObject", "s3:DeleteObject", ...LISTING_ACTIONS],
  ...["dynamodb:Scan", "dynamodb:DeleteTable", ...SINGLE_ROW_ACTIONS, ...BATCH_ACTIONS],
  ...["cognito-sync:ListRecords", "cognito-sync:UpdateRecords"],
];

/** Names that a pattern of actions stands for, in lower case: one that no policy names, and those that tell.
 *  @param service what to put in the place of "*" alone
 *    @default a service that no policy names */
export function sampleActions(action: string, service = ANYTHING): string[] {
  const isOfOne = action.includes(":") && !isOpen(serviceOf(action));
  const whole = (isOfOne ? action : `${service}:*`).toLowerCase();
  if (!/[*?]/.test(whole)) return [whole];
  const pattern = wildcardPattern(whole);
  const names = ["", ANYTHING].map((filling) => nameOf(pattern, filling)).filter((name) => !name.endsWith(":"));
  const telling = !isOfOne && service === ANYTHING ? TELLING : TELLING.filter((name) => matches(pattern, name));
  return [...new Set([...names, ...telling])];
}

const TELLING = TELLING_ACTIONS.map((action) => action.toLowerCase());
