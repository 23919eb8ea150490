import { createClient } from "../src/client.ts";
import { watchFlags } from "../src/feature-flags.ts";

// Run by flags-and-exit.test.ts: does what argv[3] says with the flags at argv[2], and has nothing else to do.
const [, , baseUrl = "", way = ""] = process.argv;
const client = createClient({ apiKey: "sk_test", baseUrl, retries: 0 });
const onError = () => {
  throw new Error("Nobody catches this.");
};
const flags = watchFlags(client, { onError });
if (way === "ready") {
  await flags.ready();
  console.log(JSON.stringify(flags.evaluateAll()));
} else if (way === "closed") {
  flags.close();
} else if (way === "refused") {
  await flags.ready().catch((error) => console.log(error.status));
} else if (way === "down") {
  setTimeout(() => flags.close(), 50);
}
