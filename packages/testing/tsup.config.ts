import { defineConfig, type Options } from "tsup";

const doors = Object.fromEntries(
  ["index", "msw", "server", "fixtures", "matchers", "vitest", "playwright"].map((name) => [name, `src/${name}.ts`]),
);
const shared: Options = {
  target: "es2022",
  // The core must load in a browser: only the server and the command line may name Node's modules.
  platform: "neutral",
  external: [/^node:/, "msw", "vitest", "@workos-kit/webhooks", "bcryptjs"],
  splitting: true,
  // The generated validators are large: without white space the package is a third smaller.
  minifyWhitespace: true,
};

export default defineConfig([
  { ...shared, entry: { ...doors, cli: "src/cli.ts" }, format: "esm", noExternal: ["yaml"] },
  { ...shared, entry: doors, format: "cjs" },
  { entry: doors, format: ["esm", "cjs"], dts: { only: true }, external: ["msw", "vitest"] },
]);
