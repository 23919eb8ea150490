import { serve } from "@hono/node-server";
import { createApp } from "./app.ts";
import { settingsFrom } from "./settings.ts";

const settings = settingsFrom(process.env);
const port = Number(new URL(settings.appUrl).port || 3000);
serve({ fetch: createApp(settings, new Map()).fetch, hostname: "127.0.0.1", port }, () => {
  console.log(`Sign in at ${settings.appUrl}/login.`);
});
