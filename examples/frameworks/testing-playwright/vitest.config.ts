import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // The files of test/ are for Playwright, which `run.test.ts` starts.
    include: ["run.test.ts"],
    testTimeout: 120_000,
    reporters: ["default", ["json", { outputFile: ".vitest/report.json" }]],
  },
});
