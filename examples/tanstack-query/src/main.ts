import { readFile } from "node:fs/promises";
import { serve } from "@hono/node-server";
import { createSite } from "./site.tsx";

// `npm start` puts both files beside each other.
const script = await readFile(new URL("page.js", import.meta.url), "utf8");
const { WORKOS_API_KEY: apiKey, WORKOS_BASE_URL: baseUrl, APP_URL: appUrl = "http://localhost:3000" } = process.env;
if (!apiKey) throw new Error("Set WORKOS_API_KEY; README.md says how to try it without an account.");
// Whoever reaches this machine: an app asks its session here.
const mayAdminister = () => true;
serve({
  fetch: createSite({ apiKey, baseUrl, appUrl, mayAdminister }, script).fetch,
  hostname: "127.0.0.1",
  port: Number(new URL(appUrl).port || 3000),
});
console.log(`Organizations: ${appUrl}`);
