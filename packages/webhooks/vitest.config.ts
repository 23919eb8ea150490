import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (file: string) => fileURLToPath(new URL(`./src/${file}`, import.meta.url));
// The examples name the package as its users do, and run on its sources here.
const alias = (backend: string) => [
  { find: "#hmac", replacement: source(backend) },
  { find: /^@workos-kit\/webhooks$/, replacement: source("index.ts") },
  { find: /^@workos-kit\/webhooks\/(.*)$/, replacement: source("$1.ts") },
];

export default defineConfig({
  test: {
    // No module keeps state, so files may share a process: loading the package once saves four fifths of the time.
    isolate: false,
    // Two cores are shared with other suites: a slow moment is no failure.
    testTimeout: 60_000,
    reporters: ["default", ["json", { outputFile: ".vitest/report.json" }]],
    projects: [
      {
        resolve: { alias: alias("verification/hmac-node.ts") },
        test: {
          name: "node:crypto",
          include: ["{src,test,scripts}/**/*.test.ts"],
          env: {
            WORKOS_WEBHOOK_SECRET: "whsec_frameworks",
            WORKOS_WEBHOOK_SECRET_OLD: "whsec_old",
            WORKOS_ACTION_SECRET: "whsec_action",
          },
        },
      },
      // What verifies must do the same on both: Node takes the one, every other runtime the other.
      {
        resolve: { alias: alias("verification/hmac-web.ts") },
        test: { name: "webcrypto", include: ["test/verification/**/*.test.ts"] },
      },
    ],
  },
});
