/** The app of examples/web in a browser, as `npm run web` serves it: every request is the app's own, signed with the credentials
 *  that the identity pool gave, and every refusal is the local AWS's. */
import { AdminCreateUserCommand, CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import {
  DeleteBucketCorsCommand,
  DeleteObjectCommand,
  GetBucketCorsCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { mkdirSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { emulatorCredentials } from "../../local/local-aws";
import { describeInBrowser, startBrowser } from "./support/browser";
import { answers, endAndRemove, outsideAddresses, processesWith, within } from "./support/processes";
import { signIn, startWebApp, type WebApp } from "./support/web-app";

jest.setTimeout(120_000);

const project = join(__dirname, "..", "..");

const letter = { name: "letter.txt", mimeType: "text/plain", buffer: Buffer.from("Dear Bob, this is not for you.") };
const drawing = (name: string) => ({
  name,
  mimeType: "image/svg+xml",
  buffer:
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="320" height="160"><rect width="320" height="160" fill="#8fd3c4"/>
    <circle cx="80" cy="80" r="50" fill="#1f5f55"/></svg>`),
});

interface Outputs {
  readonly auth: { readonly user_pool_id: string; readonly aws_region: string };
  readonly storage: { readonly bucket_name: string };
}

describeInBrowser("the app in a browser", () => {
  let folder: string;
  let web: WebApp;
  const started: WebApp[] = [];
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What the app asked of the local AWS, and the answers. */
  let calls: { readonly method: string; readonly url: string; readonly status: number }[];
  let endpoint = "";
  let outputs: Outputs;
  const errors: string[] = [];

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "web-test-")));
    browser = await startBrowser();
    web = await startWebApp(folder);
    started.push(web);
    outputs = (await (await fetch(`${web.url}amplify_outputs.json`)).json()) as Outputs;
  });

  afterAll(async () => {
    await browser.close();
    for (const { child } of started) if (child.exitCode === null) child.kill("SIGINT");
    await endAndRemove(folder);
  });

  beforeEach(async () => {
    await open();
  });

  afterEach(async () => {
    await context.close();
    await emptyBucket();
    expect(errors.splice(0)).toEqual([]);
  });

  /** A browser of its own for each test, where nobody is signed in. */
  async function open(options: Parameters<Browser["newContext"]>[0] = {}): Promise<void> {
    calls = [];
    context = await browser.newContext({ viewport: { width: 1200, height: 800 }, locale: "en-GB", ...options });
    page = await context.newPage();
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("response", (response) => {
      if (!response.url().startsWith("http://127.0.0.1") || response.url().startsWith(web.url)) return;
      endpoint = new URL(response.url()).origin;
      calls.push({ method: response.request().method(), url: response.url(), status: response.status() });
    });
    await page.goto(web.url);
  }

  const heading = (name: string) => page.getByRole("heading", { level: 1, name });
  const problem = () => page.getByRole("alert");
  const files = () => page.getByRole("list", { name: "Your files" }).getByRole("listitem");

  async function signInAs(name: "ada" | "bob"): Promise<void> {
    await signIn(page, name, web.passwords[name] ?? "");
    await page.getByRole("button", { name: "Sign out" }).waitFor();
  }

  function administrator(): S3Client {
    return new S3Client({ ...place(), forcePathStyle: true });
  }

  /** The account's own key, which may do everything. */
  function place() {
    const { aws_region: region } = outputs.auth;
    return { endpoint, region, credentials: emulatorCredentials };
  }

  async function emptyBucket(): Promise<void> {
    if (web.child.exitCode !== null) return;
    const Bucket = outputs.storage.bucket_name;
    const { Contents = [] } = await administrator().send(new ListObjectsV2Command({ Bucket }));
    for (const { Key } of Contents) await administrator().send(new DeleteObjectCommand({ Bucket, Key }));
  }

  async function upload(...chosen: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    await page.getByLabel("Choose files").setInputFiles(chosen);
    const done = chosen.length === 1 ? `${chosen[0]?.name ?? ""} is uploaded.` : `${chosen.length} files are uploaded.`;
    await page.getByRole("status").filter({ hasText: done }).waitFor();
  }

  test("a wrong password is said in words, and the next try is one key away", async () => {
    await signIn(page, "ada", "wrong");
    await expect(problem().innerText()).resolves.toBe("The name or the password is not right. Try again.");
    await page.keyboard.type(web.passwords.ada ?? "");
    await page.keyboard.press("Enter");
    await heading("Your files").waitFor();
  });

  test("with the keyboard alone a user signs in, uploads a file, opens it, deletes it and signs out", async () => {
    const press = (...keys: string[]) =>
      keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
    const focusIsOn = async (name: string) => {
      await page.waitForFunction(`(document.activeElement?.ariaLabel || document.activeElement?.labels?.[0]?.innerText ||
        document.activeElement?.innerText)?.trim() === ${JSON.stringify(name)}`);
    };
    // From the beginning: later, the browser might open its own dialog before it knows of this.
    page.on("filechooser", (chooser) => void chooser.setFiles(letter));

    await focusIsOn("Sign in");
    await press("Tab");
    await focusIsOn("Name");
    await page.keyboard.type("ada");
    await press("Tab");
    await page.keyboard.type(web.passwords.ada ?? "");
    await press("Enter");

    await focusIsOn("Your files");
    await page.getByText("No files yet").waitFor();
    await press("Tab");
    await focusIsOn("Choose files");
    await press("Enter");
    await page.getByText("letter.txt is uploaded.").waitFor();
    await expect(files().allInnerTexts()).resolves.toEqual([expect.stringMatching(/letter\.txt\s+30 bytes · /)]);

    await press("Tab");
    await focusIsOn("letter.txt");
    await press("Enter");
    await focusIsOn("letter.txt");
    await page.getByText("Dear Bob, this is not for you.").waitFor();
    await press("Shift+Tab");
    await focusIsOn("← Your files");
    await press("Enter");

    await focusIsOn("Your files");
    await files().first().waitFor();
    await press("Tab", "Tab", "Tab");
    await focusIsOn("Delete letter.txt");
    await press("Enter");
    await page.getByRole("heading", { name: "Delete letter.txt?" }).waitFor();
    await press("Escape");
    await focusIsOn("Delete letter.txt");
    await press("Enter");
    await focusIsOn("Keep it");
    await press("Shift+Tab", "Enter");
    await page.getByText("letter.txt is deleted.").waitFor();
    await focusIsOn("Your files");
    await expect(files().count()).resolves.toBe(0);

    await press("Shift+Tab");
    await focusIsOn("Sign out");
    await press("Enter");
    await focusIsOn("Sign in");
  });

  test("the second user sees nothing of the first, and AWS refuses the first's file to her link", async () => {
    await signInAs("ada");
    await upload(letter);
    await files().getByRole("link", { name: "letter.txt" }).click();
    await page.getByText("Dear Bob").waitFor();
    const link = page.url();
    await context.close();

    await open();
    await signInAs("bob");
    await page.getByText("No files yet").waitFor();
    expect(await files().count()).toBe(0);
    calls = [];
    await page.goto(link);
    await heading("Somebody else's file").waitFor();
    await problem().waitFor();
    expect(await problem().innerText()).toMatch(/^AWS refused: this file is another user's/);
    expect(await page.getByText("Dear Bob").count()).toBe(0);
    const reads = calls.filter(({ method, url }) => method === "GET" && url.includes("letter.txt"));
    expect(reads.map(({ status }) => status)).toEqual([403]);
    await context.close();

    await open();
    await signInAs("ada");
    await page.goto(link);
    await page.getByText("Dear Bob").waitFor();
  });

  test("an upload shows how far it is, and a name that is taken gets a number", async () => {
    await signInAs("ada");
    await upload(drawing("plan.svg"));
    let letThrough: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await page.route(/PutObject/, async (route) => {
      await held;
      await route.continue();
    });
    await page.getByLabel("Choose files").setInputFiles(drawing("plan.svg"));
    await page.getByRole("progressbar", { name: "Upload of plan (2).svg" }).waitFor();
    letThrough();
    await page.getByText("plan (2).svg is uploaded.").waitFor();
    expect(await page.getByRole("progressbar").count()).toBe(0);
    expect((await files().getByRole("link").allInnerTexts()).sort()).toEqual(["plan (2).svg", "plan.svg"]);
  });

  test("a picture is shown, and a page is not: it would run as this app", async () => {
    await signInAs("ada");
    const script = {
      name: "page.html",
      mimeType: "text/html",
      buffer: Buffer.from("<script>document.title='run'</script>"),
    };
    await upload(drawing("plan.svg"), script);
    await files().getByRole("link", { name: "plan.svg" }).click();
    await page.getByRole("img", { name: "plan.svg" }).waitFor();
    await page.getByRole("link", { name: "← Your files" }).click();
    await files().getByRole("link", { name: "page.html" }).click();
    await page.getByText("<script>document.title='run'</script>").waitFor();
    expect(await page.title()).toBe("page.html · Notes files");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    expect((await download).suggestedFilename()).toBe("page.html");
  });

  test("a user stays signed in over a reload, and after the sign-out the next one begins with the list", async () => {
    await signInAs("ada");
    await page.goto(`${web.url}#file=${encodeURIComponent("eu-west-1:another/letter.txt")}`);
    await problem().waitFor();
    await page.reload();
    await heading("Somebody else's file").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await heading("Sign in").waitFor();
    await signInAs("bob");
    await heading("Your files").waitFor();
  });

  test("a user whom an administrator made chooses a password at the first sign-in", async () => {
    const admin = new CognitoIdentityProviderClient(place());
    const [given, own] = ["Given-Word-1!", "Her-Own-Word-2!"];
    await admin.send(
      new AdminCreateUserCommand({
        UserPoolId: outputs.auth.user_pool_id,
        Username: "carol",
        TemporaryPassword: given,
        MessageAction: "SUPPRESS",
      }),
    );
    await signIn(page, "carol", given);
    await heading("Choose a password").waitFor();
    await page.getByLabel("New password").fill(own);
    await page.getByRole("button", { name: "Save and go on" }).click();
    await heading("Your files").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await signIn(page, "carol", own);
    await heading("Your files").waitFor();
  });

  test("without a connection, or CORS rules for the page, it says so and what to do", async () => {
    await signInAs("ada");
    await page.getByText("No files yet").waitFor();
    await context.setOffline(true);
    await page.getByLabel("Choose files").setInputFiles(letter);
    await problem().filter({ hasText: "You are offline." }).waitFor();
    await context.setOffline(false);

    const admin = administrator();
    const Bucket = outputs.storage.bucket_name;
    const { CORSRules } = await admin.send(new GetBucketCorsCommand({ Bucket }));
    await admin.send(new DeleteBucketCorsCommand({ Bucket }));
    await page.getByLabel("Choose files").setInputFiles(letter);
    await problem()
      .filter({ hasText: `add ${new URL(web.url).origin} to their allowed origins` })
      .waitFor();
    await admin.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    await upload(letter);
    expect(await problem().count()).toBe(0);
  });

  test("an amplify_outputs.json that lacks something is said, with what it lacks", async () => {
    const { auth } = outputs;
    await page.route("**/amplify_outputs.json", (route) => route.fulfill({ json: { version: "1", auth } }));
    await page.reload();
    await heading("The app cannot start").waitFor();
    expect(await problem().innerText()).toContain("lacks storage.bucket_name, storage.aws_region.");
    await page.unroute("**/amplify_outputs.json");
    await page.getByRole("button", { name: "Try again" }).click();
    await heading("Sign in").waitFor();
  });

  test.each(["light", "dark"] as const)(
    "every view is accessible by WCAG 2.2 AA, as far as axe finds out, and fits on 320 pixels: %s",
    async (colorScheme) => {
      await context.close();
      await open({ colorScheme, viewport: { width: 320, height: 640 } });
      await expectAccessible("Sign in");
      await signIn(page, "ada", "wrong");
      await problem().waitFor();
      await expectAccessible("Sign in, refused");
      await signInAs("ada");
      await page.getByText("No files yet").waitFor();
      await expectAccessible("No files");
      await upload(letter, drawing(`${"a-long-name-".repeat(6)}.svg`));
      await expectAccessible("Files");
      await files().first().getByRole("button").click();
      await expectAccessible("Delete?");
      await page.keyboard.press("Escape");
      await files().getByRole("link", { name: "letter.txt" }).click();
      await page.getByText("Dear Bob").waitFor();
      await expectAccessible("File");
      await page.goto(`${web.url}#file=${encodeURIComponent("eu-west-1:another/letter.txt")}`);
      await problem().waitFor();
      await expectAccessible("Refused");
    },
  );

  async function expectAccessible(view: string): Promise<void> {
    await page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
    const tags = JSON.stringify(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
    const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
      `axe.run(document, { runOnly: ${tags} })`,
    );
    expect({ view, violations: violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]) }).toEqual({
      view,
      violations: [],
    });
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
  }

  test("the picture in the docs is of this app", async () => {
    const picture = join(project, "docs", "images", "web.png");
    await context.close();
    await open({ viewport: { width: 960, height: 640 } });
    await signInAs("ada");
    await upload(drawing("floor plan.svg"));
    await upload(letter);
    await upload({ name: "holiday.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(1_840_000) });
    // Without what goes away by itself.
    await page.evaluate("document.querySelector('#status').replaceChildren()");
    const taken = await page.screenshot({ scale: "css" });
    if (process.env.UPDATE_GOLDEN === "1") {
      mkdirSync(dirname(picture), { recursive: true });
      await page.screenshot({ path: picture });
    }
    expect(taken.length).toBeLessThan(150_000);
  });

  test("nobody on another machine reaches it, and Ctrl-C ends all of it", async () => {
    const port = Number(new URL(web.url).port);
    for (const address of outsideAddresses()) expect(await answers(address, port)).toBe(false);
    expect(await answers("127.0.0.1", port)).toBe(true);
    expect(await web.interrupt()).toBe(130);
    expect(await within(10, async () => (await processesWith(folder)).length === 0)).toBe(true);
    expect([await answers("127.0.0.1", port), await answers("127.0.0.1", Number(new URL(endpoint).port))]).toEqual([
      false,
      false,
    ]);
  });
});
