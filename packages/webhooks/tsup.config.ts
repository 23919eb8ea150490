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
const backends = { "hmac-node": "src/hmac-node.ts", "hmac-web": "src/hmac-web.ts" };
const shared: Options = {
  target: "es2022",
  platform: "neutral",
  external: ["#hmac", /^node:/],
  // What several entries need is kept once, so that one error class serves them all.
  splitting: true,
};

export default defineConfig([
  { ...shared, entry: { ...entry, ...backends }, format: "esm" },
  { ...shared, entry: { ...entry, ...backends }, format: "cjs" },
  { entry, format: ["esm", "cjs"], dts: { only: true }, external: ["#hmac"] },
]);
