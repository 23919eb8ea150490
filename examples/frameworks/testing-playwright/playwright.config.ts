import { defineConfig } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "@workos-kit/test-services";

const executablePath = chromiumPath();

export default defineConfig({
  testDir: "test",
  fullyParallel: true,
  workers: 2,
  reporter: "list",
  use: {
    baseURL: "http://app.test",
    // The system's Chromium, in place of one that Playwright downloads.
    launchOptions: { args: [...chromiumFlags], ...(executablePath !== undefined && { executablePath }) },
  },
});
