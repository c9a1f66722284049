/** Fields of an AppSync GraphQL API that uses IAM authorization.
 *  https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-iam-authorization */
import { known, replaced } from "../terraform/tokens";
import { arnAt } from "./location";
import type { Location } from "./location";
import type { PolicyStatement } from "./policy-statement";

export interface GraphqlOptions extends Location {
  /** Id of the API. */
  readonly apiId: string;
  /** The fields that may be asked for, as `TYPE.FIELD`, such as `Query.listNotes` or `Mutation.*`.
   *  @default all fields of all types */
  readonly fields?: readonly string[];
}

/** @throws if a field is not written as TYPE.FIELD, or the list of fields is empty */
export function graphql(options: GraphqlOptions): PolicyStatement[] {
  const { apiId, fields = ["*.*"] } = options;
  if (fields.length === 0) {
    throw new Error("graphql: fields is an empty list: give TYPE.FIELD, or leave it out for all fields");
  }
  return [
    {
      sid: "Graphql",
      effect: "Allow",
      actions: ["appsync:GraphQL"],
      resources: fields.map((field, index) => arnAt(options, "appsync", `apis/${apiId}/${fieldPath(field, index)}`)),
    },
  ];
}

/** `TYPE.FIELD` as it stands in an ARN. */
function fieldPath(field: string, index: number): string {
  if (!known(field) || /^[\w*]+\.[\w*]+$/.test(field)) return `types/${replaced(field, ".", "/fields/")}`;
  throw new Error(
    `graphql: fields[${index}] is ${JSON.stringify(field)}: give TYPE.FIELD, such as Query.listNotes. ` +
      "See https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html",
  );
}
