import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // No module keeps state, so files may share a process: loading the package once saves four fifths of the time.
    isolate: false,
    include: ["**/*.test.ts"],
    // Many of these start a command of the repository, and share their cores with every other suite.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", ["json", { outputFile: ".vitest/report.json" }]],
  },
});
