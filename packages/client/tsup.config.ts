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
  target: "es2022",
  platform: "neutral",
  // jose and iron-webcrypto are ESM only, and `require` of those needs a newer Node than 20.0: the CJS build carries them,
  // the ESM build imports them.
  noExternal: ["jose", "iron-webcrypto", "uint8array-extras"],
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
