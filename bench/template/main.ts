import { App } from "cdktf";
import { TemplateStack } from "./stack";

const app = new App();
new TemplateStack(app, "identity-pool");
app.synth();
