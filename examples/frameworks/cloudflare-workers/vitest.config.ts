import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Two cores are shared with other suites: a slow moment is no failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", ["json", { outputFile: ".vitest/report.json" }]],
  },
});
