import { type ParseArgsConfig, parseArgs } from "node:util";

/** The options of a command. What it does not know, and `--help`, end the program with its usage. */
export function readOptions<Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  if (process.argv.includes("--help")) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    // Node goes on to explain how to pass words that begin with a dash: nobody means to.
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split(". ");
    process.stderr.write(`✗ ${reason.replace(/\.?$/, ".")} Usage: ${usage}\n`);
    process.exit(2);
  }
}
