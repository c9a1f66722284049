/** The app. `npm run synth` and the commands of CDKTF run this file; `npm run synth:module` takes its stack. */
import type { App } from "cdktf";
import { IdentityPoolStack, synthesizeApp } from "./src";
import type { StateBackend } from "./src";

export function addStacks(app: App, stateBackend?: StateBackend): void {
  new IdentityPoolStack(app, "identity-pool", { stateBackend });
}

if (require.main === module) synthesizeApp(addStacks, process.env);
