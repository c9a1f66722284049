import { invokeFunction } from "../../src/permissions/invoke-function";
import { granted, problemsOf, statementsOf, token } from "./granted";
import { PARTITIONS, resourcesIn } from "./library";

test.each(PARTITIONS)("in $region, the one function may be called, and nothing else done with it", (place) => {
  const { functionArn } = resourcesIn(place);
  expect(statementsOf(invokeFunction({ functionArn }), place.partition)).toEqual([
    { sid: "InvokeFunction", effect: "Allow", actions: ["lambda:InvokeFunction"], resources: [functionArn] },
  ]);
});

test("the function may be one that only Terraform knows", () => {
  expect(granted([(stack) => invokeFunction({ functionArn: token(stack, "function_arn") })])).toMatchObject([
    { resources: ["${var.function_arn}"] },
  ]);
});

const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:notes";

test("by its URL the function may be called, and not without it", () => {
  expect(statementsOf(invokeFunction({ functionArn, url: true }))).toEqual([
    {
      sid: "InvokeFunctionUrl",
      effect: "Allow",
      actions: ["lambda:InvokeFunctionUrl"],
      resources: [functionArn],
    },
    {
      sid: "InvokeFunctionByUrl",
      effect: "Allow",
      actions: ["lambda:InvokeFunction"],
      resources: [functionArn],
      condition: [{ test: "Bool", variable: "lambda:InvokedViaFunctionUrl", values: ["true"] }],
    },
  ]);
});

test.each([
  "notes",
  "https://abcdefg.lambda-url.eu-west-1.on.aws/",
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
])("%j is a problem: it is not the function's ARN", (value) => {
  expect(problemsOf(invokeFunction({ functionArn: value }))).toEqual([
    expect.stringMatching(/^invokeFunction: functionArn is .*: give an ARN of the form arn:aws:lambda:.* See https:/),
  ]);
});

test.each([functionArn, `${functionArn}:live`, `${functionArn}:$LATEST`, `${functionArn}:7`])("%s is one", (value) => {
  expect(problemsOf(invokeFunction({ functionArn: value }))).toEqual([]);
});
