import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    setupFiles: ["src/setup.ts"],
    globalSetup: "src/one-server.setup.ts",
    testTimeout: 60_000,
    reporters: ["default", ["json", { outputFile: ".vitest/report.json" }]],
  },
});
