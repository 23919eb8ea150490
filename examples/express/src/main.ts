import { createApp } from "./app.ts";
import { settingsFrom } from "./settings.ts";

const settings = settingsFrom(process.env);
const port = Number(new URL(settings.appUrl).port || 3000);
createApp(settings, new Map()).listen(port, "127.0.0.1", () => {
  console.log(`Sign in at ${settings.appUrl}/login.`);
});
