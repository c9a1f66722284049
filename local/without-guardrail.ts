/** The app of main.ts with the guide's policy alone, to see on the local AWS what the guardrail keeps users from. */
import { IdentityPoolStack, synthesizeApp } from "../src";

synthesizeApp((app, stateBackend) => {
  new IdentityPoolStack(app, "identity-pool", { stateBackend, guardrail: false });
}, process.env);
