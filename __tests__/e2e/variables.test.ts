import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";

describeOnLocalAws("the stack's variables", () => {
  const workspace = new Workspace();

  beforeAll(async () => {
    workspace.synthesize();
    await workspace.init();
  });

  /** What a plan says that is refused, without Terraform's frame and line breaks. */
  async function refusal(...args: string[]): Promise<string> {
    const { exitCode, stderr } = await workspace.tryTerraform("plan", ...args);
    expect(exitCode).toBe(1);
    return stderr.replace(/[│╷╵├─]/g, " ").replace(/\s+/g, " ");
  }

  test.each([
    ["identity_pool_name", "", "1 to 128 characters"],
    ["identity_pool_name", "notes/app", "letters, digits, white space and _ + = , . @ -"],
    ["identity_pool_name", "n".repeat(129), "1 to 128 characters"],
    ["user_pool_id", "AbCdEfGhI", "such as us-east-1_AbCdEfGhI"],
    ["user_pool_client_id", "with+plus", "letters, digits and _"],
    ["bucket_name", "ab", "3 to 63 characters"],
    ["bucket_name", "Notes", "lower-case letters, digits, . and -"],
    ["region", "Virginia", "an AWS region, such as eu-west-1"],
  ])("%s = %j is refused at plan, with its name, its value and the rule", async (name, value, rule) => {
    const message = await refusal("-var", `${name}=${value}`);
    expect(message).toContain(`var.${name} is "${value}"`);
    expect(message).toContain(`${name} takes `);
    expect(message).toContain(rule);
  });

  test.each(["identity_pool_name", "user_pool_id", "user_pool_client_id", "bucket_name"])(
    "a missing %s is asked for by name",
    async (name) => {
      const incomplete = new Workspace();
      incomplete.synthesize();
      await incomplete.init();
      incomplete.set({ [name]: undefined });
      const { exitCode, stderr } = await incomplete.tryTerraform("plan");
      expect(exitCode).toBe(1);
      expect(stderr).toContain(`variable "${name}" is not set`);
    },
  );

  test("region is optional: left out, the pool is in the environment's region", async () => {
    const { changes } = await workspace.plan();
    expect(changes).toHaveLength(6);
  });

  test("a region that is given is the pool's", async () => {
    const elsewhere = new Workspace();
    elsewhere.set({ region: "eu-west-1" });
    const { identity_pool_id, region } = await elsewhere.deploy();
    expect(region).toBe("eu-west-1");
    expect(identity_pool_id).toMatch(/^eu-west-1:/);
  });
});
