import { defineConfig, type Options } from "tsup";

const doors = Object.fromEntries(
  ["index", "msw", "server", "fixtures", "matchers", "vitest", "playwright"].map((name) => [name, `src/${name}.ts`]),
);
const shared: Options = {
  target: "es2022",
  // The core must load in a browser: only the server and the command line may name Node's modules.
  platform: "neutral",
  external: [/^node:/, "msw", "vitest", "@workos-kit/webhooks"],
  splitting: true,
  // The generated validators are large: without white space the package is a third smaller.
  minifyWhitespace: true,
  // Node prints the line of an error that nobody catches: it must not be the whole bundle.
  esbuildOptions: (options) => {
    options.lineLimit = 120;
  },
  // Says what the bundles carry, for the notices.
  metafile: true,
  noExternal: ["bcryptjs", "yaml"],
  esbuildPlugins: [
    {
      // bcryptjs asks Node for random bytes where the platform has no Web Crypto; checking a hash needs none.
      name: "leave-out-node-crypto",
      setup(build) {
        build.onResolve({ filter: /^crypto$/ }, ({ path }) => ({ path, namespace: "none" }));
        build.onLoad({ filter: /./, namespace: "none" }, () => ({ contents: "export default undefined" }));
      },
    },
  ],
};

export default defineConfig([
  { ...shared, entry: { ...doors, cli: "src/cli.ts" }, format: "esm" },
  { ...shared, entry: doors, format: "cjs" },
  { entry: doors, format: ["esm", "cjs"], dts: { only: true }, external: ["msw", "vitest"] },
]);
