// @vitest-environment node
import { chromiumFlags, chromiumPath } from "@workos-kit/test-services";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSite } from "./site.tsx";
import { openStage, type Stage } from "./stage.ts";

const { outputFiles } = await build({
  ...{ entryPoints: ["src/browser.tsx"], bundle: true, minify: true, format: "esm", write: false, logLevel: "warning" },
  define: { "process.env.NODE_ENV": '"production"' },
});
const script = outputFiles[0]?.text ?? "";
let stage: Stage;

beforeEach(async () => {
  stage = await openStage((settings) => createSite(settings, script));
});
afterEach(() => stage.stop());
const create = (name: string) => stage.mock.dashboard.organizations.create({ name });
const read = async () => (await fetch(stage.origin)).text();

describe("the page from the server", () => {
  it("has its data in it, without the key", async () => {
    create("Acme");

    const html = await read();

    expect(html).toContain("<li>Acme</li>");
    expect(html).not.toContain(stage.mock.apiKey);
    expect(stage.mock.requests.of("listOrganizations")).toMatchObject([{ query: { limit: 2 } }]);
  });

  it("is kept by no cache in between, and neither are its calls", async () => {
    const answers = [await fetch(stage.origin), await fetch(`${stage.origin}/api/organizations`)];

    const kept = answers.map(({ headers }) => headers.get("cache-control"));
    expect(kept).toEqual(["private, no-store", "private, no-store"]);
  });

  it("cannot be broken by a name", async () => {
    create("</script><script>alert(1)</script>");

    const html = await read();

    expect(html).not.toContain("<script>alert");
  });

  it("asks nothing for who may not", async () => {
    create("Acme");
    stage.isAdministrator = false;

    const html = await read();

    expect(html).toContain("Loading");
    expect(stage.mock.requests.all).toEqual([]);
  });

  it("does without the data that WorkOS does not give", async () => {
    stage.mock.faults.add({ kind: "status", status: 503 });

    expect(await read()).toContain("Loading");
  });
});

const executablePath = chromiumPath();

describe.skipIf(executablePath === undefined)("the page in Chromium", { timeout: 60_000 }, () => {
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeEach(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: [...chromiumFlags] });
    page = await browser.newPage();
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => errors.push(message.text()));
  }, 60_000);
  afterEach(async () => {
    await browser?.close();
    expect(errors.splice(0)).toEqual([]);
  });

  it("goes on where the server stopped: nothing is asked twice", async () => {
    for (const name of ["Acme", "Bluefern", "Copperhill"]) create(name);
    await page.goto(stage.origin);
    await picture("page");

    await page.getByRole("button", { name: "More" }).click();
    await page.getByText("Acme").waitFor();

    expect(await page.getByRole("listitem").allTextContents()).toEqual(["Copperhill", "Bluefern", "Acme"]);
    expect(stage.sent.map(({ call }) => call)).toEqual([
      expect.stringMatching(/^GET \/api\/organizations\?limit=2&after=/),
    ]);
  });

  it("creates, finds, and says what is wrong", async () => {
    await page.goto(stage.origin);
    const submit = async (name: string) => {
      await page.getByLabel("Name").fill(name);
      await page.getByLabel("Your id").fill("customer-1");
      await page.getByRole("button", { name: "Create" }).click();
    };
    await submit("Acme");
    await page.getByText("Acme").waitFor();
    await page.getByLabel("Search").fill("Nobody");
    await expect.poll(() => page.getByRole("listitem").count()).toBe(0);
    await submit("Twin");

    await page.getByRole("alert").getByText("Another organization has this id.").waitFor();
    await picture("refused");
    // Chromium tells of the answer.
    expect(errors.splice(0)).toEqual([expect.stringContaining("400")]);
  });

  /** Looks at the page on a desk and on a phone: there, nothing may be wider than the screen. */
  async function picture(name: string): Promise<void> {
    const folder = process.env.SCREENSHOTS;
    for (const [device, width] of [["phone", 360] as const, ["desk", 960] as const]) {
      await page.setViewportSize({ width, height: 720 });
      if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}-${device}.png` });
      const wide = await page.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth);
      expect(wide, `${name} on a ${device}`).toBe(0);
    }
  }
});
