import { invokeFunction } from "../../src/permissions/invoke-function";
import { granted, statementsOf, token } from "./granted";
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
