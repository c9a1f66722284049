/** Links of the API reference to headings, as forges number them. TypeDoc takes `Partition.props` and `PartitionProps` for one
 *  anchor and numbers the second; the headings are `props` and `PartitionProps`, and need no number.
 *  https://typedoc-plugin-markdown.org/docs/customizing-output */
import { MarkdownPageEvent } from "typedoc-plugin-markdown";

export function load(app) {
  app.renderer.on(MarkdownPageEvent.END, (page) => {
    const text = page.contents ?? "";
    const anchors = anchorsOf(text);
    page.contents = text.replace(/\]\(#([\w-]+?)-\d+\)/g, (link, slug) =>
      anchors.has(link.slice(3, -1)) || !anchors.has(slug) ? link : `](#${slug})`,
    );
  });
}

/** The anchors of a page's headings: one that was there before gets a number. */
function anchorsOf(text) {
  const counts = new Map();
  return new Set(
    Array.from(text.matchAll(/^#+ (.+)$/gm), ([, heading]) => {
      const slug = heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, "")
        .replaceAll(" ", "-");
      const count = counts.get(slug) ?? 0;
      counts.set(slug, count + 1);
      return count === 0 ? slug : `${slug}-${count}`;
    }),
  );
}
