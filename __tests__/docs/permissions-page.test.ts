/** docs/permissions.md beside the functions that it describes. */
import { isInDisputeForGuests, isWithinReachOfGuests } from "identity-pool-review/iam";
import { IdentityPool, permissions } from "../../src";
import { CLIENT } from "../identity-pool/pools";
import { readPage } from "../support/markdown";
import { synthesized } from "../support/synth";
import type { Attributes } from "../support/synth";

interface Recipe {
  readonly name: string;
  readonly code: string;
  readonly lines: readonly string[];
}

const [, ...sections] = readPage("docs/permissions.md").split(/^### /m);
const recipes: Recipe[] = sections.map((section) => {
  const [name = ""] = section.split("\n");
  const [, code = ""] = /```ts\n([^]*?)```/.exec(section) ?? [];
  return { name, code, lines: (section.split("\n## ")[0] ?? "").split("\n") };
});

/** What stands behind a word at the beginning of a line of a recipe. */
function said({ lines }: Recipe, word: string): string {
  return lines.find((line) => line.startsWith(`- ${word}: `))?.slice(`- ${word}: `.length) ?? "";
}

/** The statements that Terraform reads once the recipe is followed. */
function statementsOf({ code }: Recipe): Attributes[] {
  const { data } = synthesized((stack) => {
    const pool = new IdentityPool(stack, "pool", { identityPoolName: "notes", userPoolClients: [CLIENT] });
    // The code of a page of this repository, which needs what the page's first block makes.
    // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call
    new Function("pool", "permissions", "userPoolClient", code)(pool, permissions, CLIENT);
  });
  return Object.entries(data.aws_iam_policy_document ?? {})
    .filter(([address]) => !address.includes("TrustPolicy"))
    .flatMap(([, { statement }]) => statement as Attributes[]);
}

test("every function that is exported has its recipe, and nothing else has one", () => {
  expect(recipes.map(({ name }) => name).sort()).toEqual(Object.keys(permissions).sort());
});

describe.each(recipes.map((recipe) => [recipe.name, recipe] as const))("the recipe for %s", (name, recipe) => {
  const statements = statementsOf(recipe);
  const actions = (effect: string) =>
    [
      ...new Set(
        statements.filter((each) => (each.effect ?? "Allow") === effect).flatMap((each) => each.actions as string[]),
      ),
    ].sort();
  const named = (text: string) => Array.from(text.matchAll(/`([\w-]+:[\w*]+)`/g), ([, action = ""]) => action).sort();

  test("calls it", () => {
    expect(recipe.code).toContain(`permissions.${name}(`);
  });

  test("says every action that Terraform reads, and no other", () => {
    expect(named(said(recipe, "Allows"))).toEqual(actions("Allow"));
    expect(named(said(recipe, "Denies"))).toEqual(actions("Deny"));
    expect(statements.length).toBeGreaterThan(0);
  });

  test("says whether guests reach it", () => {
    const allowed = actions("Allow");
    if (allowed.length === 0 || name === "principalTag") return;
    const guests = said(recipe, "Guests");
    if (!allowed.every(isWithinReachOfGuests)) expect(guests).toBe("out of reach.");
    else if (allowed.some(isInDisputeForGuests)) expect(guests).toContain("AWS's pages disagree");
    else expect(guests).toBe("within reach.");
  });

  test("says whose data it is, and where AWS says the rest", () => {
    expect(said(recipe, "Whose data")).not.toBe("");
    expect(said(recipe, "AWS's page")).toMatch(/^\[.+\]\(https:\/\/docs\.(aws\.amazon\.com|amplify\.aws)\/.+\)$/);
  });
});
