import { rmSync } from "node:fs";
import { join } from "node:path";
import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";

interface State {
  readonly values: {
    readonly root_module: {
      readonly resources: readonly {
        readonly address: string;
        readonly mode: string;
        readonly values: { readonly id: string };
      }[];
    };
  };
}

describeOnLocalAws("terraform import", () => {
  test("every resource of the stack can be imported into an empty state, and then nothing changes", async () => {
    const workspace = new Workspace();
    await workspace.deploy();
    const state = JSON.parse(await workspace.terraform("show", "-json")) as State;
    const resources = state.values.root_module.resources.filter(({ mode }) => mode === "managed");
    expect(resources).toHaveLength(6);
    rmSync(join(workspace.folder, "terraform.identity-pool.tfstate"));
    expect((await workspace.plan()).changes).toHaveLength(6);

    for (const { address, values } of resources) await workspace.terraform("import", address, values.id);
    expect((await workspace.plan()).changes).toEqual([]);
  });
});
