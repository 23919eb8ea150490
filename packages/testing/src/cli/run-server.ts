import { setTimeout } from "node:timers/promises";
import { createMock, type Mock } from "../mock.ts";
import { persist } from "../server/persist.ts";
import { type MockServer, serve } from "../server/serve.ts";
import { UsageError } from "./usage-error.ts";
import { seedFromFile, watchSeed } from "./watch-seed.ts";

/** The options of `workos-mock serve`, as they were given. */
export interface ServerArguments {
  readonly port?: string;
  readonly host?: string;
  readonly seed?: string;
  readonly "seed-file"?: string;
  readonly persist?: string;
  readonly watch?: boolean;
  readonly strict?: boolean;
  readonly interactive?: boolean;
  readonly json?: boolean;
}

/** Serves until a signal; whatever was begun is ended again when a later step cannot be done. */
export async function runServer(given: ServerArguments): Promise<void> {
  const port = given.port === undefined ? portOf(process.env.PORT || "4010", "PORT") : portOf(given.port, "--port");
  for (const option of ["host", "seed-file", "persist"] as const)
    if (given[option] === "") throw new UsageError(`--${option} is empty.`);
  const seedFile = given["seed-file"];
  if (given.watch && seedFile === undefined) throw new UsageError("--watch needs --seed-file.");
  const mock = createMock({ seed: given.seed, strict: given.strict });
  if (given.interactive) mock.dashboard.settings.update({ interactive_sign_in: true });
  mock.markAsStart();
  const empty = mock.snapshot();
  // The kept state takes the place of the seed: what the seed brought about is not to be sent again.
  mock.webhooks.hold();
  if (seedFile !== undefined) await seedFromFile(mock, seedFile);
  const server = await listen(mock, port, given.host);
  const ends: (() => void)[] = [];
  try {
    // After the port is ours, and before a request can arrive: a second mock that finds the port taken must not touch
    // the file of the first.
    if (given.persist !== undefined) ends.push(keep(mock, given.persist));
    // Once more: the kept state may be from a run without it.
    if (given.interactive) mock.dashboard.settings.update({ interactive_sign_in: true });
    if (given.watch && seedFile !== undefined)
      ends.push(watchSeed(mock, seedFile, { empty, tell: (text) => console.error(text) }));
  } catch (error) {
    await server.close();
    for (const end of ends) end();
    throw error;
  }
  for (const each of mock.all) each.webhooks.resume();
  // Before it says that it is ready: whoever reads that may end it at once.
  stopOnSignal(async () => {
    await server.close();
    await deliveriesUnderWay(mock);
    for (const end of ends) end();
  });
  announce(mock, server, given);
}

function portOf(text: string, source: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`"${text}" is not a port: give ${source} a number from 0 to 65535.`);
  return port;
}

async function listen(mock: Mock, port: number, host: string | undefined): Promise<MockServer> {
  try {
    return await serve(mock, { port, ...(host !== undefined && { host }) });
  } catch (error) {
    const code = codeOf(error);
    if (code === "EADDRINUSE")
      throw new Error(`Port ${port} is taken: stop what listens there, or take a free one with --port 0.`);
    throw new Error(`The mock cannot listen on ${host ?? "127.0.0.1"}, port ${port} (${code}).`);
  }
}

function keep(mock: Mock, file: string): () => void {
  try {
    return persist(mock, file, (error) => {
      // Now: what was not written down must not be answered.
      console.error(`workos-mock: ${whyNotKept(file, error)}`);
      process.exit(1);
    });
  } catch (error) {
    throw new Error(whyNotKept(file, error));
  }
}

function whyNotKept(file: string, error: unknown): string {
  const code = codeOf(error);
  return code === undefined
    ? `The state cannot be kept in ${file}. ${error instanceof Error ? error.message : String(error)}`
    : `The state cannot be kept in ${file} (${code}): the folder must be there, be writable, and have room.`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function announce({ apiKey, clientId }: Mock, { url }: MockServer, { json, host }: ServerArguments): void {
  console.log(
    json ? JSON.stringify({ url, apiKey, clientId }) : `WorkOS mock on ${url} (key ${apiKey}, client ${clientId})`,
  );
  if (host !== undefined && host !== "127.0.0.1" && host !== "localhost" && host !== "::1")
    console.error("The mock accepts everyone: do not let it be reached from outside.");
}

/** Endpoints hear of what was answered, unless they take their time: a kept state sends it at the next start. */
async function deliveriesUnderWay(mock: Mock): Promise<void> {
  const settled = Promise.all([...mock.all].map(({ webhooks }) => webhooks.settled()));
  await Promise.race([settled, setTimeout(2000)]);
}

/** The first signal lets requests under way get their answer; a second one ends the process as usual. */
function stopOnSignal(end: () => Promise<void>): void {
  const signals = ["SIGINT", "SIGTERM"] as const;
  const stop = async () => {
    for (const signal of signals) process.removeListener(signal, stop);
    await end();
    process.exit(0);
  };
  for (const signal of signals) process.on(signal, stop);
}
