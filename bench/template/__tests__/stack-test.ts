import "cdktf/lib/testing/adapters/jest";
import { cognitoIdentityPool } from "@cdktf/provider-aws";
import { Testing } from "cdktf";
import { TemplateStack } from "../stack";

test("the pool lets no guests in", () => {
  const stack = new TemplateStack(Testing.app(), "identity-pool");
  expect(Testing.synth(stack, true)).toHaveResourceWithProperties(cognitoIdentityPool.CognitoIdentityPool, {
    allow_unauthenticated_identities: false,
  });
});
