import { readOnly } from "./chapters/live.ts";
import { run } from "./run.ts";
import { createStory } from "./story.ts";

const story = createStory();
const isLive = process.argv.includes("--live");
const apiKey = process.env.WORKOS_API_KEY;

if (isLive && !apiKey) {
  console.error("--live needs WORKOS_API_KEY: set it to a key of your environment. Only reading calls are made.");
  process.exitCode = 1;
} else if (isLive && apiKey) {
  story.chapter("Your environment, read only");
  await readOnly(apiKey, story);
} else {
  await run(story);
}
