/** ARCHITECTURE.md against the folders and against the rule that the linter holds. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const project = join(__dirname, "..");
const page = readFileSync(join(project, "ARCHITECTURE.md"), "utf8");

/** The rooms that the page lists, from top to bottom. */
const rooms = Array.from(page.matchAll(/^```text\n(.*?)^```/gms), ([, list = ""]) =>
  list
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/\s/, 1)[0] ?? ""),
).flat();

function roomsBelow(folder: string): string[] {
  return rooms.filter((room) => room.startsWith(`${folder}/`));
}

function foldersIn(folder: string): string[] {
  return readdirSync(join(project, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
    .map(({ name }) => `${folder}/${name}`);
}

interface Rule {
  readonly name: string;
  readonly from: { readonly path?: string };
  readonly to: { readonly path?: readonly string[] };
}

/** The rooms as the linter has them, from top to bottom: each rule names a room and those above it. */
function floorsOfTheLinter(folder: string): string[] {
  const { forbidden } = jest.requireActual<{ forbidden: readonly Rule[] }>("../.dependency-cruiser.cjs");
  const rules = forbidden.filter(({ name }) => name.startsWith(folder) && name.endsWith("-imports-nothing-above-it"));
  const last = rules.at(-1);
  const all = [...(last?.to.path ?? []), last?.from.path ?? ""];
  return all.map((path) => path.replace(/^\^|\/$/g, ""));
}

test.each(["src", "review/src"])("the rooms of %s stand in the order that the linter holds", (folder) => {
  expect(roomsBelow(folder)).toEqual(floorsOfTheLinter(folder));
});

test.each(["src", "review/src"])("every folder of %s is a room", (source) => {
  const folders = foldersIn(source).flatMap((folder) =>
    folder === "src/identity-pool" ? foldersIn(folder) : [folder],
  );
  expect(roomsBelow(source).sort()).toEqual(folders.sort());
});

test("every folder of the project is on the page", () => {
  const generated = ["node_modules", "lib", "dist", "coverage", "cdktf.out", "terraform-module"];
  const folders = readdirSync(project, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !generated.includes(entry.name))
    .map(({ name }) => name);
  expect(folders.filter((folder) => !new RegExp(`(^|[\`/ ])${folder}[/\` ]`, "m").test(page))).toEqual([]);
});
