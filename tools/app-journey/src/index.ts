export { itWorksInChromium } from "./chromium.ts";
export { itSignsPeopleIn } from "./sign-in.ts";
export { type AppCommands, type RunningApp, startApp } from "./start-app.ts";
export { itReceivesWebhooks } from "./webhooks.ts";
