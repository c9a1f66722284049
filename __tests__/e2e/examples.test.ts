import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";

const folder = join(__dirname, "..", "..", "examples");

describeOnLocalAws("an example", () => {
  test.each(readdirSync(folder).filter((file) => file.endsWith(".ts")))(
    "%s is applied as it is, and plans no changes",
    async (file) => {
      const workspace = new Workspace();
      for (const stackId of await workspace.run(join(folder, file))) {
        workspace.use(stackId);
        await workspace.init();
        await workspace.terraform("apply", "-auto-approve");
        expect((await workspace.plan()).changes).toEqual([]);
        await workspace.destroy();
      }
    },
  );
});
