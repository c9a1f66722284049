/** Calls of an API Gateway API whose methods use IAM authorization.
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html */
import { withoutPrefix } from "../terraform/tokens";
import { arnAt } from "./location";
import type { Location } from "./location";
import type { PolicyStatement } from "./policy-statement";

export interface InvokeApiOptions extends Location {
  /** Id of the REST, HTTP or WebSocket API. */
  readonly apiId: string;
  /** The stage.
   *  @default "*", all stages */
  readonly stage?: string;
  /** The HTTP method, such as `GET`.
   *  @default "*", all methods */
  readonly method?: string;
  /** The path below the stage, such as `notes/*`, with or without a slash before it.
   *  @default "*", all paths */
  readonly path?: string;
}

/** Calling what the options leave open: without any, every method of the API. */
export function invokeApi(options: InvokeApiOptions): PolicyStatement[] {
  const { apiId, stage = "*", method = "*", path = "*" } = options;
  return [
    {
      sid: "InvokeApi",
      effect: "Allow",
      actions: ["execute-api:Invoke"],
      resources: [arnAt(options, "execute-api", `${apiId}/${stage}/${method}/${withoutPrefix(path, "/")}`)],
    },
  ];
}
