/** Names of actions that a pattern stands for. */
import { sampleActions } from "../../src/access/samples";
import { compileAction } from "../../src/iam/action";
import { matches } from "../../src/iam/pattern";

const ANY = "☆☆☆☆";

test.each<[string, string[]]>([
  ["s3:GetObject", ["s3:getobject"]],
  ["S3:GETOBJECT", ["s3:getobject"]],
  ["sqs:*", [`sqs:${ANY}`]],
  ["sqs:Send*", ["sqs:send", `sqs:send${ANY}`]],
  ["sqs:?end", ["sqs:☆end"]],
  ["s3:Get*", ["s3:get", `s3:get${ANY}`, "s3:getobject"]],
])("%s", (action, names) => {
  expect(sampleActions(action)).toEqual(names);
});

test("a whole service is also tried by the actions whose requests differ", () => {
  const names = sampleActions("dynamodb:*");
  expect(names).toEqual(
    expect.arrayContaining([`dynamodb:${ANY}`, "dynamodb:scan", "dynamodb:getitem", "dynamodb:batchgetitem"]),
  );
  expect(names.every((name) => matches(compileAction("dynamodb:*"), name))).toBe(true);
  expect(names).not.toContain("dynamodb:");
});

test("all of AWS is tried by a service that no policy names, and by the actions whose requests differ", () => {
  for (const all of ["*", "*:*", "s?:*"]) {
    const names = sampleActions(all);
    expect(names).toEqual(
      expect.arrayContaining([`${ANY}:${ANY}`, "s3:getobject", "dynamodb:scan", "cognito-sync:listrecords"]),
    );
  }
});

test("all of AWS on what one service keeps is tried by that service", () => {
  expect(sampleActions("*", "sqs")).toEqual([`sqs:${ANY}`]);
  expect(sampleActions("*", "cognito-sync")).toEqual([
    `cognito-sync:${ANY}`,
    "cognito-sync:listrecords",
    "cognito-sync:updaterecords",
  ]);
  expect(sampleActions("sqs:SendMessage", "s3")).toEqual(["sqs:sendmessage"]);
});
