import { measureInProcess } from "./_in-process.ts";
import { measureOverHttp } from "./_over-http.ts";
import { measureSizes } from "./_sizes.ts";
import { measureStartUp } from "./_start-up.ts";

// Prints what the mock costs through each door, with ratios against the bare thing in the same run.
// Usage: node --expose-gc testing/mock.ts [in-process] [over-http] [start-up] [sizes]
const parts: Readonly<Record<string, () => Promise<void>>> = {
  "in-process": measureInProcess,
  "over-http": measureOverHttp,
  "start-up": measureStartUp,
  sizes: async () => {
    console.log("\nAt sizes");
    await measureSizes();
  },
};
const wanted = process.argv.slice(2);
for (const [name, measure] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) await measure();
