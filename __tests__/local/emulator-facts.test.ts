/** The emulator's part in Python knows AWS from a file that is made from the project's own tables: UPDATE_GOLDEN=1 writes it. */
import { join } from "node:path";
import { GUEST_ACTIONS } from "identity-pool-review/iam";
import { Partition } from "../../src/aws/partition";
import { expectGolden } from "../support/golden";

const regionsWithNamesOfTheirOwn = ["us-gov-west-1", "us-gov-east-1", "cn-north-1"];

test("the emulator caps guests and names Cognito as the tables of the project do", () => {
  const cognito = (partition: Partition) => ({
    principal: partition.cognitoPrincipal,
    conditionKeyPrefix: partition.conditionKeyPrefix,
  });
  const facts = {
    guestActions: GUEST_ACTIONS,
    cognito: {
      default: cognito(Partition.AWS),
      ...Object.fromEntries(regionsWithNamesOfTheirOwn.map((region) => [region, cognito(Partition.ofRegion(region))])),
    },
  };
  expectGolden(join(__dirname, "..", "..", "local", "emulator", "facts.json"), `${JSON.stringify(facts, null, 2)}\n`);
});
