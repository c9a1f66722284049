/** Calls of a REST or HTTP API of API Gateway whose methods use IAM authorization.
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html */
import { everythingUnless, idRule, listRule, oneOfRule, placeRules, textRule } from "../checks/option-rules";
import { eachPairOf, withoutPrefix } from "../terraform/tokens";
import { HTTP_METHODS } from "./http-method";
import type { HttpMethod } from "./http-method";
import { arnAt } from "./location";
import type { Location } from "./location";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link invokeApi} takes.
 *  @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html */
export interface InvokeApiOptions extends Location {
  /** Id of the REST or HTTP API. `invokeWebSocket` is for WebSocket APIs.
   *  @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html */
  readonly apiId: string;
  /** The stage. Give it beside `methods` or `paths`: IAM's `*` also stands for slashes, so that of any stage, a call such as
   *  `POST a/GET/notes` is one of `GET notes` too.
   *  @default "*", all stages
   *  @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html */
  readonly stage?: string;
  /** The HTTP methods, such as `["GET", "POST"]`.
   *  @default all methods
   *  @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html */
  readonly methods?: readonly HttpMethod[];
  /** The paths below the stage, such as `["notes", "notes/*"]` for the list and its items, with or without a slash before.
   *  @default all paths
   *  @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html */
  readonly paths?: readonly string[];
  /** One method: the same as `methods` with one entry.
   *  @default all methods
   *  @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html */
  readonly method?: HttpMethod;
  /** One path: the same as `paths` with one entry.
   *  @default all paths
   *  @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html */
  readonly path?: string;
}

const PAGE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html";

const METHOD = oneOfRule([...HTTP_METHODS, "*"], PAGE);
const PATH = textRule(/^(?!arn:|https?:)[!-~]+$/, "a path below the stage, such as notes/*", PAGE);

const RULES = {
  apiId: idRule("the id of the API, such as a1b2c3d4e5", PAGE),
  stage: everythingUnless(idRule("the name of a stage, or * for all", PAGE, /^[\w$*.-]+$/)),
  methods: everythingUnless(listRule(METHOD)),
  paths: everythingUnless(listRule(PATH)),
  method: everythingUnless(METHOD),
  path: everythingUnless(PATH),
  ...placeRules,
};

/** Calling what the options leave open: without any, every method of the API.
 *
 *  A path is as the client calls it, with what stands for `{id}`. Not covered: API keys and usage plans, an API's own resource
 *  policy, InvalidateCache, and WebSocket APIs.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#invokeapi */
export function invokeApi(options: InvokeApiOptions): PolicyStatement[] {
  return checked(
    "invokeApi",
    options,
    RULES,
    () => {
      const { apiId, stage = "*" } = options;
      const { methods, paths } = routesOf(options);
      return [
        {
          sid: "InvokeApi",
          effect: "Allow",
          actions: ["execute-api:Invoke"],
          resources: eachPairOf(methods, paths, (method, path) =>
            arnAt(options, "execute-api", `${apiId}/${stage}/${method}/${withoutPrefix(path, "/")}`),
          ),
        },
      ];
    },
    () => [...bothGiven("methods", "method", options), ...bothGiven("paths", "path", options)],
  );
}

function routesOf(options: InvokeApiOptions): { methods: readonly string[]; paths: readonly string[] } {
  const { method, path, methods = method === undefined ? ["*"] : [method] } = options;
  const { paths = path === undefined ? ["*"] : [path] } = options;
  const isEveryMethod = methods.some((each) => each === "*");
  const isEveryPath = paths.some((each) => each === "*" || each === "/*");
  // `*` in the place of the method would also stand for `GET/x`, and a path match below any other path.
  return { methods: isEveryMethod && !isEveryPath ? HTTP_METHODS : isEveryMethod ? ["*"] : methods, paths };
}

function bothGiven<Options>(list: keyof Options & string, one: keyof Options & string, options: Options): string[] {
  return options[list] !== undefined && options[one] !== undefined
    ? [`${list} and ${one} are both given: give only ${list}. See ${PAGE}`]
    : [];
}
