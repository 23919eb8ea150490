import { defineConfig, type Options } from "tsup";

const doors = { index: "src/index.ts", msw: "src/msw.ts", server: "src/server.ts", fixtures: "src/fixtures.ts" };
const shared: Options = {
  target: "es2022",
  // The core must load in a browser: only the server and the command line may name Node's modules.
  platform: "neutral",
  external: [/^node:/, "msw", "@workos-kit/webhooks"],
  splitting: true,
};

export default defineConfig([
  { ...shared, entry: { ...doors, cli: "src/cli.ts" }, format: "esm", noExternal: ["yaml"], banner: {} },
  { ...shared, entry: doors, format: "cjs" },
  { entry: doors, format: ["esm", "cjs"], dts: { only: true } },
]);
