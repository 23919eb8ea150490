import { chromiumFlags, chromiumPath } from "@workos-kit/test-services";
import { createMock } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedPage, servePage } from "./serve-page.ts";

const executablePath = chromiumPath();

describe.skipIf(executablePath === undefined).each(["msw", "msw-2"] as const)("a page with %s", (msw) => {
  let browser: Browser;
  let page: Page;
  let served: ServedPage;

  beforeAll(async () => {
    served = await servePage(msw);
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: [...chromiumFlags] });
    page = await browser.newPage();
    await page.goto(served.url);
    await page.evaluate("started");
  });
  afterAll(async () => {
    await browser?.close();
    await served?.[Symbol.asyncDispose]();
  });

  const scene = (name: string, url = "") => page.evaluate(`beforeEach(), scenes.${name}("${url}")`);

  it("runs the mock as a fetch function, without a service worker", async () => {
    expect(await scene("injected")).toEqual({ name: "Acme", events: expect.arrayContaining(["organization.created"]) });
  });

  it("is answered by the mock through the service worker, with state", async () => {
    expect(await scene("state")).toEqual({ name: "Blue", received: 1 });
  });

  it("signs in with PKCE", async () => {
    expect(await scene("signIn")).toEqual({ email: "ada@acme.test" });
  });

  it("meets faults", async () => {
    expect(await scene("faults")).toEqual({ broken: 503, dropped: "TypeError" });
  });

  it("has invitations that expire by the mock's clock", async () => {
    expect(await scene("clock")).toEqual({ state: "expired" });
  });

  it("may ask a mock behind a port of another origin", async () => {
    const mock = createMock();
    await using server = await serve(mock);

    // The key makes the browser ask first whether it may.
    expect(await scene("port", server.url)).toEqual({ status: 201, id: expect.stringMatching(/^req_/) });
    expect(mock.events.names).toEqual(["organization.created"]);
  });

  it("leaves other requests to the network", async () => {
    expect(await scene("elsewhere")).toEqual({ text: "from the network" });
  });
});
