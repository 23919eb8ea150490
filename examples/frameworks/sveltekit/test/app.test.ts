import { fileURLToPath } from "node:url";
import {
  itReceivesWebhooks,
  itSignsPeopleIn,
  itWorksInChromium,
  type RunningApp,
  startApp,
} from "@workos-kit/app-journey";
import { afterAll, beforeAll, expect, it } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));
let app: RunningApp;

beforeAll(async () => {
  app = await startApp({
    folder,
    build: [`${folder}node_modules/vite/bin/vite.js`, "build"],
    start: () => ["test/behind-proxy.ts"],
    env: (port) => ({ PROXY_PORT: String(port) }),
  });
}, 240_000);

afterAll(() => app?.stop());

itSignsPeopleIn(() => app);
itReceivesWebhooks(() => app, "/webhooks");
itWorksInChromium(() => app);

it("has pages that are made ahead, for nobody in particular", async () => {
  const page = await fetch(`${app.url}/about`);

  expect([page.status, page.headers.getSetCookie()]).toEqual([200, []]);
  expect(await page.text()).toContain("it knows nobody");
});

it("is built without a warning", () => {
  expect(app.output()).toContain("adapter-node");
  expect(app.output()).not.toMatch(/warn/i);
});
