/** docs/api is what TypeDoc makes of the sources now. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../support/markdown";

function filesIn(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

test("the API reference is current: `npm run docs:api` writes it", () => {
  const folder = mkdtempSync(join(tmpdir(), "docs-api-"));
  try {
    execFileSync(process.execPath, [join(root, "node_modules", "typedoc", "bin", "typedoc"), "--out", folder], {
      cwd: root,
      stdio: "pipe",
    });
    expect(filesIn(folder)).toEqual(filesIn(join(root, "docs", "api")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);

test("it names no folder of this machine and no commit", () => {
  const texts = Object.values(filesIn(join(root, "docs", "api")));
  expect(texts.length).toBeGreaterThan(1);
  expect(texts.filter((text) => text.includes(root) || /\/blob\/[0-9a-f]{7,40}\//.test(text))).toEqual([]);
});

test("each of its links to a heading leads to one", () => {
  const texts = filesIn(join(root, "docs", "api"));
  const broken = Object.entries(texts).flatMap(([file, text]) =>
    Array.from(text.matchAll(/\]\(([\w.-]*)#([\w-]+)\)/g), ([, to = "", anchor = ""]) => [
      to === "" ? file : to,
      anchor,
    ])
      .filter(([to = "", anchor = ""]) => !anchorsOf(texts[to] ?? "").has(anchor))
      .map(([to = "", anchor = ""]) => `${file}: ${to}#${anchor}`),
  );
  expect(broken).toEqual([]);
});

const found = new Map<string, ReadonlySet<string>>();

/** The anchors of a page's headings, as forges make them: one that was there before gets a number. */
function anchorsOf(text: string): ReadonlySet<string> {
  const known = found.get(text);
  if (known !== undefined) return known;
  const slugs = Array.from(text.matchAll(/^#+ (.+)$/gm), ([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
  const counts = new Map<string, number>();
  const anchors = slugs.map((slug) => {
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  found.set(text, new Set(anchors));
  return new Set(anchors);
}
