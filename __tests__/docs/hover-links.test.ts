/** From a name in an editor to its page: the links in doc comments that lead to docs. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { permissions } from "../../src";
import { headingsOf, pages, root } from "../support/markdown";

const { homepage } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { homepage: string };
const repository = `${homepage.replace(/#.*/, "")}/blob/main/`;

const links = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => readFileSync(join(root, "src", file), "utf8").split("@see "))
  .filter((text) => text.startsWith(repository))
  .map((text) => text.slice(repository.length).split(/\s/)[0] ?? "");

test("each link leads to a page, and to a heading of it", () => {
  const broken = links.filter((link) => {
    const [page = "", heading] = link.split("#");
    return !pages.includes(page) || (heading !== undefined && !headingsOf(page).includes(heading));
  });
  expect(broken).toEqual([]);
});

test("each permission links to its own recipe", () => {
  const recipes = Object.keys(permissions).map((name) => `docs/permissions.md#${name.toLowerCase()}`);
  expect(links.filter((link) => link.startsWith("docs/permissions.md#")).sort()).toEqual(recipes.sort());
});

test("the classes that people begin with link to docs", () => {
  expect(links).toEqual(expect.arrayContaining(["docs/README.md", "docs/terraform-teams.md", "docs/partitions.md"]));
});
