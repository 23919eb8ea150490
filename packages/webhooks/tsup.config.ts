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
  { ...shared, entry: { ...entry, ...backends }, format: "esm" },
  {
    ...shared,
    entry: { ...entry, ...backends, "event-examples": "src/generated/event-examples.ts" },
    format: "cjs",
  },
  // The types of events are shared by both module systems: see scripts/share-declarations.ts.
  { entry, format: ["esm", "cjs"], dts: { only: true }, external: ["#hmac", /event-types\.ts$/] },
  { entry: { "event-types": "src/events/event-types.ts" }, format: "cjs", dts: { only: true } },
]);
