import { defineConfig } from "tsup";

const doors = [
  "index",
  "audit-logs",
  "auth",
  "core",
  "events",
  "feature-flags",
  "operations",
  "sdk",
  "session",
  "tokens",
  "types",
  "vault",
];

export default defineConfig({
  entry: doors.map((door) => `src/${door}.ts`),
  format: ["esm", "cjs"],
  dts: true,
  // One file per door: eight chunks took Node three times as long to import as one. What two doors share is small, and
  // errors know each other across copies.
  splitting: false,
  clean: true,
  // Says what the bundles carry, for the notices.
  metafile: true,
  target: "es2022",
  platform: "neutral",
  // openapi-fetch asks which Node it runs on, for an option that nothing here passes; bundlers for edge runtimes warn of it.
  define: { process: "undefined" },
  // openapi-fetch: in a `"type": "module"` package esbuild's CJS output takes `require("openapi-fetch")` itself for the
  // default export, and openapi-fetch's CJS build keeps it under `.default`. jose and iron-webcrypto are ESM only, and
  // `require` of those needs a newer Node than 20.0: the CJS build carries them, the ESM build imports them.
  noExternal: ["openapi-fetch", "jose", "iron-webcrypto", "uint8array-extras"],
  esbuildPlugins: [
    {
      name: "import-esm-dependencies",
      setup(build) {
        if (build.initialOptions.format !== "esm") return;
        build.onResolve({ filter: /^(jose|iron-webcrypto)$/ }, ({ path }) => ({ path, external: true }));
      },
    },
  ],
});
