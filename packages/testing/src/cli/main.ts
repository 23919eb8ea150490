import { parseArgs } from "node:util";
import { createMock } from "../mock.ts";
import { persist } from "../server/persist.ts";
import { serve } from "../server/serve.ts";
import { trigger } from "./trigger.ts";
import { seedFromFile, watchSeed } from "./watch-seed.ts";

const usage = `workos-mock: a mock of the WorkOS API on a local port (unofficial)

  workos-mock [options]                     serve until stopped
    --port <number>        default 4010; 0 takes a free one
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

Ready when GET /_mock/ready answers 200. Controls are under /_mock/.`;

const options = {
  port: { type: "string" },
  host: { type: "string" },
  seed: { type: "string" },
  "seed-file": { type: "string" },
  persist: { type: "string" },
  watch: { type: "boolean" },
  strict: { type: "boolean" },
  interactive: { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  to: { type: "string" },
  secret: { type: "string" },
  set: { type: "string", multiple: true },
  print: { type: "boolean" },
} as const;

/** Runs the command line; sets the exit code and explains itself when something is wrong. */
export async function main(args: string[]): Promise<void> {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (values.help) console.log(usage);
    else if (positionals[0] === "trigger") await trigger(positionals[1], values);
    else if (positionals.length > 0 && positionals[0] !== "serve")
      throw new Error(`There is no command "${positionals[0]}".`);
    else await runServer(values);
  } catch (error) {
    console.error(`workos-mock: ${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 1;
  }
}

interface ServerArguments {
  port?: string;
  host?: string;
  seed?: string;
  "seed-file"?: string;
  persist?: string;
  watch?: boolean;
  strict?: boolean;
  interactive?: boolean;
  json?: boolean;
}

async function runServer(given: ServerArguments): Promise<void> {
  const port = Number(given.port ?? process.env.PORT ?? 4010);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`"${given.port}" is not a port.`);
  const mock = createMock({ seed: given.seed, strict: given.strict });
  if (given.interactive) mock.dashboard.settings.update({ interactive_sign_in: true });
  mock.markAsStart();
  const seedFile = given["seed-file"];
  if (given.watch && seedFile === undefined) throw new Error("--watch needs --seed-file.");
  const stopWatching =
    given.watch && seedFile !== undefined ? watchSeed(mock, seedFile, (text) => console.error(text)) : () => {};
  if (seedFile !== undefined) await seedFromFile(mock, seedFile);
  const stopPersisting = given.persist === undefined ? () => {} : persist(mock, given.persist);
  const server = await serve(mock, { port, ...(given.host !== undefined && { host: given.host }) });
  const ready = { url: server.url, apiKey: mock.apiKey, clientId: mock.clientId };
  console.log(
    given.json ? JSON.stringify(ready) : `WorkOS mock on ${ready.url} (key ${ready.apiKey}, client ${ready.clientId})`,
  );
  if (given.host !== undefined && given.host !== "127.0.0.1" && given.host !== "localhost")
    console.error("The mock accepts everyone: do not let it be reached from outside.");
  const stop = async () => {
    stopWatching();
    await server.close();
    stopPersisting();
    process.exit(0);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}
