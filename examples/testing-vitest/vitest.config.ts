import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Adds toHaveReceived, toHaveEmitted and toHaveSent to `expect`.
    setupFiles: ["@workos-kit/testing/vitest"],
    globalSetup: "src/one-server.setup.ts",
    testTimeout: 60_000,
    reporters: ["default", ["json", { outputFile: ".vitest/report.json" }]],
  },
});
