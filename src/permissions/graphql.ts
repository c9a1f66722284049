/** Fields of an AppSync GraphQL API that uses IAM authorization.
 *  https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-iam-authorization */
import { everythingUnless, idRule, listRule, placeRules, textRule } from "../checks/option-rules";
import { eachOf, replaced } from "../terraform/tokens";
import { arnAt } from "./location";
import type { Location } from "./location";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link graphql} takes.
 *  @see https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-iam-authorization */
export interface GraphqlOptions extends Location {
  /** Id of the API.
   *  @see https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-iam-authorization */
  readonly apiId: string;
  /** The fields that may be asked for, as `TYPE.FIELD`, such as `Query.listNotes` or `Mutation.*`.
   *  @default all fields of all types
   *  @see https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-iam-authorization */
  readonly fields?: readonly string[];
}

const PAGE = "https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html";
const FIELD = textRule(/^[\w*]+\.[\w*]+$/, "TYPE.FIELD, such as Query.listNotes", PAGE);

const RULES = {
  apiId: idRule("the id of the API", PAGE),
  fields: everythingUnless(listRule(FIELD)),
  ...placeRules,
};

/** Queries, mutations and subscriptions by name. A field that is allowed is allowed with all its arguments: whose data it
 *  answers with, its resolver decides, by the identity in `$context.identity`. Not covered: the API's schema and settings,
 *  and AppSync Events, which `appSyncEvents` is for.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#graphql */
export function graphql(options: GraphqlOptions): PolicyStatement[] {
  return checked("graphql", options, RULES, () => {
    const { apiId, fields = ["*.*"] } = options;
    return [
      {
        sid: "Graphql",
        effect: "Allow",
        actions: ["appsync:GraphQL"],
        // `TYPE.FIELD` stands in an ARN as `types/TYPE/fields/FIELD`.
        resources: eachOf(fields, (field) =>
          arnAt(options, "appsync", `apis/${apiId}/types/${replaced(field, ".", "/fields/")}`),
        ),
      },
    ];
  });
}
