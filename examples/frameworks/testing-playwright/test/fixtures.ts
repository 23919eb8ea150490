// #region docs
import type { AddressInfo } from "node:net";
import { test as base } from "@playwright/test";
import { type WorkosFixture, workosFixtures } from "@workos-kit/testing/playwright";
import { createApp } from "../src/app.ts";

// Each test has a mock behind a port of its own, and an application that is pointed at it: tests run in parallel.
export const test = base.extend<{ workos: WorkosFixture; app: string }>({
  ...workosFixtures(),
  app: async ({ workos: { mock, server } }, use) => {
    const app = createApp({ apiKey: mock.apiKey, clientId: mock.clientId, baseUrl: server.url });
    await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
    await use(`http://127.0.0.1:${(app.address() as AddressInfo).port}`);
    app.closeAllConnections();
    app.close();
  },
});
// #endregion
