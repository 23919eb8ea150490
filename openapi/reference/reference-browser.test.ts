import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isNode, type Node, nodeAt } from "../bundle/node.ts";

const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = places.find((path) => path !== undefined && existsSync(path));
const room = fileURLToPath(new URL("..", import.meta.url));

const count = (table: Node): number =>
  Object.values(table).reduce<number>((sum, item) => sum + (isNode(item) ? Object.keys(item).length : 0), 0);

/** Links of the contents that lead to an operation or an event. */
const linksTo = (page: Page, what: RegExp): Promise<number> =>
  page
    .locator("aside a")
    .evaluateAll(
      (links, source) => links.filter((link) => new RegExp(source).test(link.getAttribute("href") ?? "")).length,
      what.source,
    );

it.runIf(executablePath === undefined && process.env.REQUIRE_SERVICES)("has a Chromium to read the page with", () => {
  expect.fail("Install Chromium, or name it in CHROMIUM: the reference page is checked in a real browser.");
});

describe.skipIf(executablePath === undefined)("the reference page in a browser", { timeout: 90_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "reference-"));
  const file = join(folder, "index.html");
  const asked: string[] = [];
  const errors: string[] = [];
  let browser: Browser;
  /** One for all that is read on a desk: opening the whole reference is what takes long. */
  let desk: Page;
  let bundle: Node;

  async function open(options: Parameters<Browser["newPage"]>[0]): Promise<Page> {
    const page = await browser.newPage(options);
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(pathToFileURL(file).href);
    await page.getByRole("heading", { name: "WorkOS API" }).first().waitFor();
    return page;
  }

  beforeAll(async () => {
    const run = (script: string, ...args: string[]) =>
      execFileSync(process.execPath, [join(room, "scripts", script), "--out", ...args]);
    run("bundle.ts", join(folder, "openapi.json"));
    run("docs.ts", file, "--bundle", join(folder, "openapi.json"));
    bundle = JSON.parse(readFileSync(join(folder, "openapi.json"), "utf8")) as Node;
    browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    });
    desk = await open({ viewport: { width: 1440, height: 900 } });
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("finds an operation and an event, and shows its example", async () => {
    await desk.keyboard.press("Control+k");
    await desk.keyboard.type("create an organization domain");
    await desk
      .getByRole("option", { name: /Create an organization domain/ })
      .first()
      .click();

    await desk.getByRole("heading", { name: "Create an organization domain" }).first().waitFor();
    await desk.getByText("organization_domain", { exact: false }).first().waitFor();
    await desk.keyboard.press("Control+k");
    await desk.keyboard.type("organization was created");
    await desk
      .getByRole("option", { name: /An organization was created/ })
      .first()
      .waitFor();
  });

  it("lists every operation and every event", async () => {
    await desk.locator('aside button[aria-expanded="false"]').evaluateAll((buttons) => {
      for (const button of buttons) if (button instanceof HTMLElement) button.click();
    });

    const wanted = { operations: count(nodeAt(bundle, "paths")), events: count(nodeAt(bundle, "webhooks")) };
    await expect
      .poll(() => linksTo(desk, /^#tag\/[^/]+\/(GET|POST|PUT|PATCH|DELETE)\//), { timeout: 20_000 })
      .toBe(wanted.operations);
    await expect.poll(() => linksTo(desk, /^#tag\/[^/]+\/webhook\//), { timeout: 20_000 }).toBe(wanted.events);
  });

  it.each(["light", "dark"] as const)("fits a phone in %s", async (colorScheme) => {
    const page = await open({ viewport: { width: 390, height: 844 }, colorScheme, isMobile: true, hasTouch: true });

    const brightness = await page.evaluate(() => {
      const [red = 0, green = 0, blue = 0] =
        getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
      return (red + green + blue) / 3;
    });
    expect(brightness > 128).toBe(colorScheme === "light");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.close();
  });

  it("asked no host for anything and met no error", () => {
    expect(asked.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
    expect(errors).toEqual([]);
  });
});
