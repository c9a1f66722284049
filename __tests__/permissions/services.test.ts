/** Functions whose grant is one list of actions on what they are given: which, and what they refuse. Where the lists come
 *  from, each function's file says; that AWS knows them, library.test.ts asks. */
import { TerraformVariable } from "cdktf";
import { permissions } from "../../src";
import type { PolicyStatement } from "../../src";
import { pool } from "../identity-pool/pools";
import { synthesized } from "../support/synth";
import { granted, problemsOf, statementsOf, token } from "./granted";

const apiId = "a1b2c3d4e5";
const queueArn = "arn:aws:sqs:eu-west-1:123456789012:orders";
const logGroupArn = "arn:aws:logs:eu-west-1:123456789012:log-group:/app/notes";
const modelArn = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-micro-v1:0";
const profileArn = "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-micro-v1:0";
const botAliasArn = "arn:aws:lex:eu-west-1:123456789012:bot-alias/BOTID12345/ALIAS12345";

test.each<[string, PolicyStatement[], [string[], string[]][]]>([
  [
    "invokeWebSocket({ apiId })",
    permissions.invokeWebSocket({ apiId }),
    [[["execute-api:Invoke"], ["arn:aws:execute-api:*:*:a1b2c3d4e5/*/*"]]],
  ],
  [
    "invokeWebSocket with a stage and routes",
    permissions.invokeWebSocket({ apiId, stage: "prod", routeKeys: ["$connect", "send"], region: "eu-west-1" }),
    [
      [
        ["execute-api:Invoke"],
        [
          "arn:aws:execute-api:eu-west-1:*:a1b2c3d4e5/prod/$connect",
          "arn:aws:execute-api:eu-west-1:*:a1b2c3d4e5/prod/send",
        ],
      ],
    ],
  ],
  [
    "appSyncEvents({ apiId })",
    permissions.appSyncEvents({ apiId }),
    [
      [["appsync:EventConnect"], ["arn:aws:appsync:*:*:apis/a1b2c3d4e5"]],
      [["appsync:EventSubscribe", "appsync:EventPublish"], ["arn:aws:appsync:*:*:apis/a1b2c3d4e5/channelNamespace/*"]],
    ],
  ],
  [
    "appSyncEvents to publish in one namespace",
    permissions.appSyncEvents({ apiId, channelNamespaces: ["notes"], access: "write" }),
    [
      [["appsync:EventConnect"], ["arn:aws:appsync:*:*:apis/a1b2c3d4e5"]],
      [["appsync:EventPublish"], ["arn:aws:appsync:*:*:apis/a1b2c3d4e5/channelNamespace/notes"]],
    ],
  ],
  ["sendMessages", permissions.sendMessages({ queueArn }), [[["sqs:SendMessage"], [queueArn]]]],
  [
    "putLogEvents",
    permissions.putLogEvents({ logGroupArn }),
    [[["logs:CreateLogStream", "logs:PutLogEvents"], [`${logGroupArn}:log-stream:*`]]],
  ],
  [
    "putLogEvents with the ARN as AWS's APIs give it",
    permissions.putLogEvents({ logGroupArn: `${logGroupArn}:*` }),
    [[["logs:CreateLogStream", "logs:PutLogEvents"], [`${logGroupArn}:log-stream:*`]]],
  ],
  [
    "places in a region",
    permissions.places({ region: "eu-west-1" }),
    [
      [
        [
          "geo-places:Autocomplete",
          "geo-places:Geocode",
          "geo-places:GetPlace",
          "geo-places:ReverseGeocode",
          "geo-places:SearchNearby",
          "geo-places:SearchText",
          "geo-places:Suggest",
        ],
        ["arn:aws:geo-places:eu-west-1::provider/default"],
      ],
    ],
  ],
  [
    "routes()",
    permissions.routes(),
    [
      [
        [
          "geo-routes:CalculateIsolines",
          "geo-routes:CalculateRouteMatrix",
          "geo-routes:CalculateRoutes",
          "geo-routes:OptimizeWaypoints",
          "geo-routes:SnapToRoads",
        ],
        ["arn:aws:geo-routes:*::provider/default"],
      ],
    ],
  ],
  [
    "invokeModel of a model and of a profile that leads to it",
    permissions.invokeModel({ modelArns: [profileArn, modelArn] }),
    [
      [
        ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
        [profileArn, modelArn],
      ],
    ],
  ],
  [
    "converseWithBot",
    permissions.converseWithBot({ botAliasArn }),
    [[["lex:RecognizeText", "lex:RecognizeUtterance", "lex:StartConversation"], [botAliasArn]]],
  ],
  ["synthesizeSpeech", permissions.synthesizeSpeech(), [[["polly:SynthesizeSpeech"], ["*"]]]],
  ["translateText", permissions.translateText(), [[["translate:TranslateText"], ["*"]]]],
  [
    "translateText that finds out the language",
    permissions.translateText({ detectLanguage: true }),
    [[["translate:TranslateText", "comprehend:DetectDominantLanguage"], ["*"]]],
  ],
  [
    "transcribeStream",
    permissions.transcribeStream(),
    [[["transcribe:StartStreamTranscription", "transcribe:StartStreamTranscriptionWebSocket"], ["*"]]],
  ],
  ["detectText", permissions.detectText(), [[["rekognition:DetectText", "textract:DetectDocumentText"], ["*"]]]],
  ["faceLiveness", permissions.faceLiveness(), [[["rekognition:StartFaceLivenessSession"], ["*"]]]],
])("%s gives its actions on its resources, and no others", (_, statements, expected) => {
  expect(statementsOf(statements)).toMatchObject(
    expected.map(([actions, resources]) => ({ effect: "Allow", actions, resources })),
  );
});

/** As plain JavaScript calls a function. */
function called(name: keyof typeof permissions, options: unknown): PolicyStatement[] {
  return (permissions[name] as unknown as (options: unknown) => PolicyStatement[])(options);
}

test.each<[keyof typeof permissions, unknown, string]>([
  ["invokeWebSocket", { apiId, routeKeys: [] }, "routeKeys is an empty list"],
  ["invokeWebSocket", { apiId, routeKeys: ["send message"] }, 'routeKeys[0] is "send message"'],
  ["invokeWebSocket", { apiId, methods: ["GET"] }, "methods is not an option"],
  ["invokeWebSocket", { apiId: undefined }, "apiId is undefined"],
  ["appSyncEvents", { apiId, channelNamespaces: ["/notes"] }, 'channelNamespaces[0] is "/notes"'],
  ["appSyncEvents", { apiId, channelNamespaces: undefined }, "channelNamespaces is undefined"],
  [
    "appSyncEvents",
    { apiId, channelNamespace: "notes" },
    "channelNamespace is not an option: did you mean channelNamespaces?",
  ],
  ["sendMessages", { queueArn: "https://sqs.eu-west-1.amazonaws.com/123456789012/orders" }, "queueArn is "],
  ["sendMessages", {}, "queueArn is missing"],
  ["putLogEvents", { logGroupArn: "/app/notes" }, 'logGroupArn is "/app/notes"'],
  ["places", { region: "" }, 'region is ""'],
  ["routes", { partition: "aws-cn" }, 'partition is "aws-cn": give a Partition'],
  ["invokeModel", { modelArns: [] }, "modelArns is an empty list"],
  ["invokeModel", { modelArns: ["amazon.nova-micro-v1:0"] }, 'modelArns[0] is "amazon.nova-micro-v1:0"'],
  ["invokeModel", { modelArns: [profileArn] }, "modelArns has only inference profiles"],
  ["converseWithBot", { botAliasArn: "arn:aws:lex:eu-west-1:123456789012:bot/BOTID12345" }, "botAliasArn is "],
  ["translateText", { detectLanguage: "yes" }, 'detectLanguage is "yes": give true or false'],
  ["rum", { appMonitorArn: "notes" }, 'appMonitorArn is "notes"'],
  ["rum", { appMonitorArn: undefined }, "appMonitorArn is undefined"],
  ["serverlessStackGuide", { bucketName: "Notes_App" }, 'bucketName is "Notes_App"'],
  [
    "guardrail",
    undefined,
    "the pool is undefined: give an IdentityPool, or an object with identityPoolId and partition",
  ],
  ["guardrail", { identityPoolId: "notes", partition: undefined }, 'identityPoolId is "notes"'],
  ["ownDatasets", { identityPoolId: "eu-west-1:1" }, "partition is undefined"],
  ["graphql", { apiId: "arn:aws:appsync:eu-west-1:123456789012:apis/abc" }, "apiId is "],
  ["graphql", { apiId, fields: undefined }, "fields is undefined"],
])("%s(%j) is a problem, with the function's name and a page", (name, options, problem) => {
  const [first, ...others] = problemsOf(called(name, options));
  expect(first).toContain(`${name}: ${problem}`);
  expect(first).toMatch(/ See https:\/\/docs\.aws\.amazon\.com\/\S+$/);
  expect(others.every((each) => each.startsWith(`${name}: `))).toBe(true);
});

test("what only Terraform knows is taken wherever a name, an ARN or a list is", () => {
  const statements = granted([
    (stack) => permissions.sendMessages({ queueArn: token(stack, "queue") }),
    (stack) => permissions.putLogEvents({ logGroupArn: token(stack, "group") }),
    (stack) => permissions.converseWithBot({ botAliasArn: token(stack, "bot") }),
  ]);
  expect(statements.map(({ resources }) => resources)).toEqual([
    ["${var.bot}"],
    ['${trimsuffix(var.group, ":*")}:log-stream:*'],
    ["${var.queue}"],
  ]);
});

test.each<[string, (list: string[]) => PolicyStatement[], string]>([
  [
    "routeKeys",
    (routeKeys) => permissions.invokeWebSocket({ apiId, stage: "prod", routeKeys }),
    '[ for key, val in var.list: join("", ["arn:aws:execute-api:*:*:a1b2c3d4e5/prod/", val])]',
  ],
  [
    "channelNamespaces",
    (channelNamespaces) => permissions.appSyncEvents({ apiId, channelNamespaces }),
    '[ for key, val in var.list: join("", ["arn:aws:appsync:*:*:apis/a1b2c3d4e5/channelNamespace/", val])]',
  ],
  [
    "indexNames",
    (indexNames) =>
      permissions.ownRows({ tableArn: "arn:aws:dynamodb:eu-west-1:123456789012:table/notes", indexNames }),
    '[ for key, val in var.list: join("", ["arn:aws:dynamodb:eu-west-1:123456789012:table/notes/index/", val])]',
  ],
  ["modelArns", (modelArns) => permissions.invokeModel({ modelArns }), "var.list"],
])("a list of %s that only Terraform knows is put together by Terraform", (_, statements, expression) => {
  const { locals } = synthesized(
    pool({}, ({ authenticatedRole }, stack) => {
      const { listValue } = new TerraformVariable(stack, "list", { type: "list(string)" });
      authenticatedRole.grant(...statements(listValue));
    }),
  );
  expect(Object.values(locals)).toContain(`\${${expression}}`);
});
