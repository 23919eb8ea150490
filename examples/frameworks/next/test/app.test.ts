import { fileURLToPath } from "node:url";
import {
  itReceivesWebhooks,
  itSignsPeopleIn,
  itWorksInChromium,
  type RunningApp,
  startApp,
} from "@workos-kit/app-journey";
import { afterAll, beforeAll, expect, it } from "vitest";

const next = fileURLToPath(new URL("../node_modules/next/dist/bin/next", import.meta.url));
let app: RunningApp;

beforeAll(async () => {
  app = await startApp({
    folder: fileURLToPath(new URL("..", import.meta.url)),
    build: [next, "build"],
    start: (port) => [next, "start", "--port", String(port), "--hostname", "127.0.0.1"],
  });
}, 240_000);

afterAll(() => app?.stop());

itSignsPeopleIn(() => app);
itReceivesWebhooks(() => app, "/webhooks");
itReceivesWebhooks(() => app, "/api/edge-webhooks");
itReceivesWebhooks(() => app, "/api/webhooks");
itWorksInChromium(() => app);

it("is built without a warning about the packages", () => {
  expect(app.output()).toContain("Compiled successfully");
  expect(app.output()).not.toMatch(/workos-kit|packages\/(client|webhooks)|not supported in the Edge Runtime/);
});
