import { App } from "cdktf";
import { IdentityPoolStack } from "./src";

const app = new App();
new IdentityPoolStack(app, "identity-pool");
app.synth();
