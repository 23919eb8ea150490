import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // The files of test/ are for bun, which `run.test.ts` starts.
    include: ["run.test.ts"],
    testTimeout: 60_000,
    reporters: ["default", ["json", { outputFile: ".vitest/report.json" }]],
  },
});
