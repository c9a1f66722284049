/** The review's HTML as a browser shows it, and README's picture of it. */
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { describeInBrowser, startBrowser } from "./support/browser";

const root = join(__dirname, "..", "..");
const page = join(root, "review", "__tests__", "golden", "guardrail-off.html");
const picture = join(root, "docs", "images", "review.png");

describeInBrowser("the review's HTML in a browser", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser.close();
  });

  test.each([1200, 960, 360])(
    "is read without scrolling sideways at a width of %i, and loads nothing",
    async (width) => {
      const tab = await browser.newPage({ viewport: { width, height: 560 } });
      const requests: string[] = [];
      tab.on("request", (request) => requests.push(request.url()));
      await tab.goto(pathToFileURL(page).href);
      expect(await tab.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      expect(await tab.locator("h1").textContent()).toBe("Access review");
      expect(requests).toEqual([pathToFileURL(page).href]);
      if (width === 960) {
        const taken = await tab.screenshot();
        if (process.env.UPDATE_GOLDEN === "1") {
          mkdirSync(dirname(picture), { recursive: true });
          await tab.screenshot({ path: picture });
        }
        expect(taken.length).toBeLessThan(150_000);
      }
      await tab.close();
    },
  );
});
