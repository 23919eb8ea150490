import { servicePath } from "@workos-kit/test-services";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askMock } from "./ask-mock.ts";
import type { RunningApp } from "./start-app.ts";

const executablePath = servicePath("chromium");

/** The sign-in as a person does it. Pictures of the pages are kept where `SCREENSHOTS` says. */
export function itWorksInChromium(app: () => RunningApp): void {
  describe.skipIf(executablePath === undefined)("in Chromium", { timeout: 60_000 }, () => {
    const errors: string[] = [];
    const foreign: string[] = [];
    let browser: Browser | undefined;
    let page: Page;

    beforeAll(async () => {
      const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
      browser = await chromium.launch({ executablePath: executablePath ?? "", args });
      page = await browser.newPage({ viewport: { width: 960, height: 720 } });
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      page.on("request", (request) => {
        if (new URL(request.url()).hostname !== "127.0.0.1") foreign.push(request.url());
      });
    }, 60_000);
    afterAll(() => browser?.close());

    /** Looks at the page on a desk and on a phone: there, nothing may be wider than the screen. */
    const picture = async (name: string) => {
      const folder = process.env.SCREENSHOTS;
      for (const [device, width] of [["phone", 360] as const, ["desk", 960] as const]) {
        await page.setViewportSize({ width, height: 720 });
        if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}-${device}.png` });
        const wide = await page.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth);
        expect(wide, `${name} on a ${device}`).toBe(0);
      }
    };

    it("signs in at the hosted page, takes over changes, stays signed in, and signs out", async () => {
      const { mock, url } = app();
      mock.dashboard.settings.update({ interactive_sign_in: true });
      const user = mock.dashboard.users.create({ email: "grace@acme.test", first_name: "Grace", last_name: "Hopper" });

      await page.goto(url);
      await picture("home");
      await page.getByRole("link", { name: "Sign in" }).click();
      await page.getByRole("button", { name: /grace@acme\.test/ }).click();
      await page.getByRole("heading", { name: "Hello Grace" }).waitFor();
      await askMock(mock, "PUT", `/user_management/users/${user.id}`, { first_name: "Amazing" });
      await page.getByRole("button", { name: "Refresh" }).click();
      await page.getByRole("heading", { name: "Hello Amazing" }).waitFor();
      await picture("dashboard");
      await page.reload();
      await page.getByRole("heading", { name: "Hello Amazing" }).waitFor();
      const cookie = (await page.context().cookies()).find(({ name }) => name === "wos-session");
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("link", { name: "Sign in" }).waitFor();

      expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
      expect((await page.context().cookies()).filter(({ name }) => name === "wos-session")).toEqual([]);
    });

    it("leads to the sign-in, by a link and from a page whose session is gone, and back", async () => {
      const hosted = () => page.getByRole("button", { name: /grace@acme\.test/ });
      const dashboard = () => page.getByRole("heading", { name: "Hello" }).waitFor();
      await page.goto(app().url);
      await page.getByRole("link", { name: "Dashboard" }).click();
      await hosted().click();
      await dashboard();
      await page.context().clearCookies();
      await page.getByRole("button", { name: "Refresh" }).click();
      await hosted().click();
      await dashboard();

      expect(new URL(page.url()).pathname).toBe("/dashboard");
    });

    it("says so while WorkOS is out of order, and goes on afterwards", async () => {
      app().mock.faults.add({ kind: "status", operation: "authenticate", status: 500, times: 1 });

      await page.getByRole("button", { name: "Refresh" }).click();
      await page.getByRole("alert").getByText("You are still signed in").waitFor();
      await picture("out-of-order");
      await page.getByText("Try again").click();
      await page.getByRole("heading", { name: "Hello" }).waitFor();

      // Chromium tells of the answer.
      expect(errors.splice(0).filter((error) => !/50[03]|Minified React error #441/.test(error))).toEqual([]);
    });

    it("tells when the person refused", async () => {
      await page.goto(app().url);
      await page.getByRole("link", { name: "Sign in" }).click();
      await page.getByRole("button", { name: "Deny access" }).click();
      await page.getByRole("alert").getByText("access_denied").waitFor();
      await picture("refused");
    });

    it("met no error, and asked no other host for anything", () => {
      expect(errors).toEqual([]);
      expect(foreign).toEqual([]);
    });
  });
}
