import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/auth.ts", "src/core.ts", "src/operations.ts", "src/sdk.ts", "src/types.ts"],
  format: ["esm", "cjs"],
  dts: true,
  clean: true,
  target: "es2022",
  platform: "neutral",
  // Bundled: in a `"type": "module"` package esbuild's CJS output takes `require("openapi-fetch")` itself for the
  // default export, and openapi-fetch's CJS build keeps it under `.default`. The dependency stays for its licence.
  noExternal: ["openapi-fetch"],
});
