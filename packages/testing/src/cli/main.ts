import { parseArgs } from "node:util";
import { runServer } from "./run-server.ts";
import { trigger } from "./trigger.ts";
import { UsageError } from "./usage-error.ts";

const usage = `workos-mock: a mock of the WorkOS API on a local port (unofficial)

  workos-mock [options]                     serve until stopped
    --port <number>        default 4010, or PORT of the environment; 0 takes a free one
    --host <address>       default 127.0.0.1
    --seed-file <file>     JSON or YAML: what exists from the beginning
    --watch                starts afresh whenever the seed file is saved
    --seed <text>          fixes ids and the clock
    --persist <file>       keeps the state in a file
    --interactive          shows a page to sign in on, in place of signing somebody in at once
    --strict               refuses what the spec does not know
    --json                 prints one line of JSON when ready

  workos-mock trigger <event> --to <url> [--secret <secret>] [--set path=value …] [--print]
                                            sends a signed event

Ready when GET /_mock/ready answers 200. Controls are under /_mock/.
Exit codes: 0 stopped by SIGINT or SIGTERM, or the event was taken; 1 it could not be done; 2 the command line is wrong.`;

const serverOptions = {
  port: { type: "string" },
  host: { type: "string" },
  seed: { type: "string" },
  "seed-file": { type: "string" },
  persist: { type: "string" },
  watch: { type: "boolean" },
  strict: { type: "boolean" },
  interactive: { type: "boolean" },
  json: { type: "boolean" },
} as const;
const triggerOptions = {
  to: { type: "string" },
  secret: { type: "string" },
  set: { type: "string", multiple: true },
  print: { type: "boolean" },
} as const;
const options = { ...serverOptions, ...triggerOptions, help: { type: "boolean", short: "h" } } as const;

/** Runs the command line; sets the exit code and explains itself when something is wrong. */
export async function main(args: string[]): Promise<void> {
  try {
    const { values, positionals } = parse(args);
    const [command = "serve", ...rest] = positionals;
    if (values.help) console.log(usage);
    else if (command === "trigger") await trigger(rest, only("trigger", values, triggerOptions));
    else if (command === "serve" && rest.length === 0) await runServer(only("serve", values, serverOptions));
    else throw new UsageError(`There is no command "${positionals.join(" ")}".`);
  } catch (error) {
    const message = `workos-mock: ${error instanceof Error ? error.message : String(error)}`;
    console.error(error instanceof UsageError ? `${message}\n\n${usage}` : message);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

/** An option of the other command would do nothing, without a word. */
function only<Values extends object>(command: string, values: Values, known: object): Values {
  for (const name of Object.keys(values))
    if (!Object.hasOwn(known, name)) throw new UsageError(`--${name} is no option of ${command}.`);
  return values;
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
