import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    reporters: ["default", ["json", { outputFile: ".vitest/report.json" }]],
    globalSetup: "src/pack.ts",
    // Installing and compiling take seconds each, on a machine with two cores.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
