/** The constructs beside older CDKTF and older bindings of the AWS provider, down to the oldest that the package fits. */
import { constructs, review } from "../../packaging/packages";
import { Consumer } from "./support/consumer";
import { programsOf, stacksOf } from "./support/documented";
import { NODE_VERSIONS, OLDER_CDKTF } from "./support/pinned";
import { describeWithNetwork } from "./support/shared";

jest.setTimeout(240_000);

const [node] = NODE_VERSIONS;

/** The stack as its users write it, with everything that CDKTF makes of it: variables, outputs, imports. */
const stackApp = `import { App } from "cdktf";
import { IdentityPoolStack } from "${constructs.manifest.name}";

const app = new App();
new IdentityPoolStack(app, "identity-pool");
new IdentityPoolStack(app, "adopted", {
  adopt: { identityPoolId: "us-east-1:12345678-1234-1234-1234-123456789012", authenticatedRoleName: "notes-authenticated" },
});
app.synth();
`;

describeWithNetwork("beside older bindings", () => {
  test.each(
    OLDER_CDKTF.map((versions) => [
      `${versions.cdktf ?? ""}, AWS bindings ${versions["@cdktf/provider-aws"] ?? ""}`,
      versions,
    ]),
  )(
    "the constructs and the stack work with CDKTF %s, and ask for the AWS provider that those are made for",
    async (name, versions) => {
      const app = new Consumer(name.replaceAll(/\W+/g, "-"));
      await app.install([constructs.manifest.name, review.manifest.name], versions);
      const programs = { ...programsOf(constructs), "identity-pool": stackApp };
      for (const [file, program] of Object.entries(programs)) app.write(`app/${file}.ts`, program);
      await app.compile("app", { module: "Node16", moduleResolution: "node16" });
      const all = Object.keys(programs).map((file) => `require("./${file}.js");\n`);
      app.write("app/out/all.js", all.join(""));
      const stacks = [...Object.values(programsOf(constructs)).flatMap(stacksOf), "identity-pool", "adopted"];
      const synthesized = await app.synthesize("app/out/all.js", node, stacks);

      const { "identity-pool": stack, "own-files": ofBindings } = synthesized;
      // An app that leaves it to the bindings asks for the one version that they were made from.
      const [major = "", minor = ""] = ofBindings?.terraform.required_providers.aws.version.split(".") ?? [];
      expect(stack?.terraform.required_providers.aws.version).toBe(`~> ${major}.${minor}`);
      // Version 5 of the provider has no attribute `region` there.
      expect(major).toBe("5");
      expect(stack?.output?.region?.value).toBe("${data.aws_region.Region.name}");
    },
  );
});
