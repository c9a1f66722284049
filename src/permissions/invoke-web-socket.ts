/** Routes of a WebSocket API of API Gateway that uses IAM authorization.
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html */
import { everythingUnless, idRule, listRule, placeRules, textRule } from "../checks/option-rules";
import { eachOf } from "../terraform/tokens";
import { arnAt } from "./location";
import type { Location } from "./location";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link invokeWebSocket} takes.
 *  @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html */
export interface InvokeWebSocketOptions extends Location {
  /** Id of the WebSocket API.
   *  @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html */
  readonly apiId: string;
  /** The stage.
   *  @default "*", all stages
   *  @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html */
  readonly stage?: string;
  /** Keys of the routes, such as `["$connect", "sendMessage"]`. Nobody gets far without `$connect`.
   *  @default all routes
   *  @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html */
  readonly routeKeys?: readonly string[];
}

const PAGE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html";

const RULES = {
  apiId: idRule("the id of the WebSocket API, such as a1b2c3d4e5", PAGE),
  stage: everythingUnless(idRule("the name of a stage, or * for all", PAGE, /^[\w$*.-]+$/)),
  routeKeys: everythingUnless(listRule(textRule(/^(?!arn:)[!-~]+$/, "the key of a route, such as $connect", PAGE))),
  ...placeRules,
};

/** Connecting, and sending messages to the routes. Not covered: writing to connections (`@connections`), which lets its
 *  caller speak to every client: that is the backend's (execute-api:ManageConnections).
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#invokewebsocket */
export function invokeWebSocket(options: InvokeWebSocketOptions): PolicyStatement[] {
  return checked("invokeWebSocket", options, RULES, () => {
    const { apiId, stage = "*", routeKeys = ["*"] } = options;
    return [
      {
        sid: "InvokeWebSocket",
        effect: "Allow",
        actions: ["execute-api:Invoke"],
        // Not API/STAGE/METHOD/PATH, as in REST and HTTP APIs.
        resources: eachOf(routeKeys, (routeKey) => arnAt(options, "execute-api", `${apiId}/${stage}/${routeKey}`)),
      },
    ];
  });
}
