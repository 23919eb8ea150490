import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const backend = (file: string) => ({
  "#hmac": fileURLToPath(new URL(`./src/${file}`, import.meta.url)),
});

export default defineConfig({
  test: {
    reporters: ["default", ["json", { outputFile: ".vitest/report.json" }]],
    projects: [
      {
        resolve: { alias: backend("hmac-node.ts") },
        test: { name: "node:crypto", include: ["{src,test,scripts}/**/*.test.ts"] },
      },
      // What verifies must do the same on both: Node takes the one, every other runtime the other.
      {
        resolve: { alias: backend("hmac-web.ts") },
        test: { name: "webcrypto", include: ["test/verification/**/*.test.ts"] },
      },
    ],
  },
});
