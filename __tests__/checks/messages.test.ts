/** The messages of the constructs stand on the page of all messages as they are. The page's own test runs the commands too, which takes
 *  long: this one answers for the checks alone. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OF_CONSTRUCTS } from "../messages/constructs";
import { textOf } from "../messages/entry";

const page = readFileSync(join(__dirname, "..", "golden", "messages.md"), "utf8");

test.each(OF_CONSTRUCTS.map((section) => [section.heading, section] as const))("%s", async (heading, { mistakes }) => {
  const [, section = ""] = page.split(`\n## ${heading}\n`);
  for (const { what, messages } of mistakes) expect(section).toContain(textOf({ what, messages: await messages() }));
});
