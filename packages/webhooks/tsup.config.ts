import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { defineConfig, type Options } from "tsup";

const doors = [
  "index",
  "sync",
  "events",
  "handler",
  "node",
  "fastify",
  "lambda",
  "dedupe",
  "postgres",
  "redis",
  "sqlite",
  "camel-case",
  "actions",
  "allow-list",
  "testing",
];
const entry = Object.fromEntries(doors.map((name) => [name, `src/${name}.ts`]));
// Which of the two is loaded is decided by the runtime, through "imports" in package.json.
const backends = { "hmac-node": "src/verification/hmac-node.ts", "hmac-web": "src/verification/hmac-web.ts" };
const source = join(import.meta.dirname, "src");
// The modules of the core. Whatever else imports one of them gets the core.
const isOfCore = (file: string) =>
  file.startsWith(join(source, "verification/")) || file === join(source, "events/parse-event.ts");

/** Leads imports of a module of the core, or of a backend, to the file that holds it. */
function shareCore(extension: string): NonNullable<Options["esbuildPlugins"]>[number] {
  return {
    name: "share-core",
    setup(build) {
      build.onResolve({ filter: /\.ts$/ }, ({ path, resolveDir, importer, kind }) => {
        const file = resolve(resolveDir, path);
        if (kind === "entry-point" || !existsSync(file) || !isOfCore(file)) return undefined;
        if (file.endsWith("/hmac-node.ts")) return { path: `./hmac-node.${extension}`, external: true };
        if (isOfCore(importer) || importer === join(source, "core.ts")) return undefined;
        return { path: `./core.${extension}`, external: true };
      });
    },
  };
}

const shared: Options = {
  target: "es2022",
  platform: "neutral",
  external: ["#hmac", /^node:/],
  // Deno and workerd know the module by its full name only.
  removeNodeProtocol: false,
  // What several entries need is kept once, so that one error class serves them all.
  splitting: true,
  esbuildOptions(options) {
    options.minifyWhitespace = true;
    options.minifySyntax = true;
    // Node prints the line of an error that nobody catches: it must not be the whole bundle.
    options.lineLimit = 120;
  },
  esbuildPlugins: [
    {
      // A third of the package is examples of events. An ES module may import a CommonJS one, so they are kept once.
      name: "share-examples",
      setup(build) {
        build.onResolve({ filter: /event-examples\.ts$/ }, ({ kind }) =>
          kind === "entry-point" ? undefined : { path: "./event-examples.cjs", external: true },
        );
      },
    },
  ],
};

export default defineConfig([
  {
    ...shared,
    entry: { ...entry, ...backends, core: "src/core.ts" },
    format: "esm",
    esbuildPlugins: [...(shared.esbuildPlugins ?? []), shareCore("js")],
  },
  {
    ...shared,
    entry: { ...entry, ...backends, core: "src/core.ts", "event-examples": "src/generated/event-examples.ts" },
    format: "cjs",
    esbuildPlugins: [...(shared.esbuildPlugins ?? []), shareCore("cjs")],
  },
  // The types of events are shared by both module systems: see scripts/share-declarations.ts.
  { entry, format: ["esm", "cjs"], dts: { only: true }, external: ["#hmac", /event-types\.ts$/] },
  { entry: { "event-types": "src/events/event-types.ts" }, format: "cjs", dts: { only: true } },
]);
