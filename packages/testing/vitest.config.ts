import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // No module keeps state, so files may share a process: loading the package once saves four fifths of the time.
    isolate: false,
    // Two cores are shared with other suites: a slow moment is no failure.
    testTimeout: 60_000,
    // Compares what requests have provoked with what the spec documents.
    globalSetup: ["test/provoked/compare-with-spec.ts"],
    reporters: ["default", ["json", { outputFile: ".vitest/report.json" }]],
    include: ["src/**/*.test.ts", "scripts/**/*.test.ts", "test/**/*.test.ts"],
  },
});
