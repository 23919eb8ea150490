import { defineConfig } from "tsup";

const entry = {
  index: "src/index.ts",
  sync: "src/sync.ts",
  events: "src/events.ts",
  testing: "src/testing.ts",
};
// Which of the two is loaded is decided by the runtime, through "imports" in package.json.
const backends = { "hmac-node": "src/hmac-node.ts", "hmac-web": "src/hmac-web.ts" };

export default defineConfig([
  {
    entry: { ...entry, ...backends },
    format: "esm",
    target: "es2022",
    platform: "neutral",
    external: ["#hmac", /^node:/],
    splitting: true,
  },
  {
    entry: { ...entry, ...backends },
    format: "cjs",
    target: "es2022",
    platform: "neutral",
    external: ["#hmac", /^node:/],
    splitting: false,
  },
  { entry, format: ["esm", "cjs"], dts: { only: true }, external: ["#hmac"] },
]);
