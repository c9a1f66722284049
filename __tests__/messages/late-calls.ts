/** What is refused once the stack is written. */
import { App } from "cdktf";
import { IdentityPool } from "../../src";
import { CLIENT } from "../identity-pool/pools";
import { stackWith } from "../support/synth";
import type { Section } from "./mistake";

export const ofLateCalls: Section = {
  heading: "After app.synth()",
  where: "The call throws.",
  mistakes: [
    {
      what: "grant(...) after app.synth()",
      messages: () => {
        const stack = stackWith(() => undefined);
        const pool = new IdentityPool(stack, "Pool", { identityPoolName: "notes", userPoolClients: [CLIENT] });
        App.of(stack).synth();
        try {
          pool.authenticatedRole.grant({ actions: ["s3:GetObject"], resources: ["*"] });
          return [];
        } catch (error) {
          return [(error as Error).message];
        }
      },
    },
  ],
};
