import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { servicePath, startPostgres } from "@workos-kit/test-services";
import { Client } from "pg";
import { afterEach, expect, it } from "vitest";
import { createClient } from "../src/client.ts";
import { postgresCursors } from "../src/events.ts";
import { eventLog } from "./event-log.ts";
import { handleInFile, handleInTransactions } from "./handled-events.ts";

// Dozens of short runs compile the same files: Node keeps the outcome.
const compiled = fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url));
const env = { ...process.env, NODE_COMPILE_CACHE: compiled };

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

it("loses no event when its process is killed at random, again and again", async () => {
  let kill = () => {};
  let countdown = 0;
  // Killed before the answer, in the middle of it, or while the answer is being worked on.
  await using api = await serveLog(150, () => {
    if (--countdown === 0) setTimeout(() => kill(), Math.random() * 12);
  });
  const { file, database } = await place();

  let kills = 0;
  for (let isDone = false; !isDone; ) {
    countdown = kills < 8 ? 2 + (kills % 4) : -1;
    isDone = await outcomeOf(start(api.url, file, database), (child) => {
      kill = () => child.kill("SIGKILL");
    });
    if (!isDone) kills++;
  }

  const handled = await linesOf(file);
  const repeated = handled.length - new Set(handled).size;
  console.log(`${kills} kills, ${handled.length} events handled, ${repeated} of them twice`);
  expect([...new Set(handled)]).toEqual(api.ids);
  expect(repeated).toBeLessThanOrEqual(kills);
  expect(kills).toBeGreaterThanOrEqual(3);
});

it("loses no event, and repeats one at most, wherever between two steps its process is killed", async () => {
  await using api = await serveLog(2);

  const repeated: number[] = [];
  for (let step = 1, isDone = false; !isDone; step++) {
    const { file, database } = await place();
    isDone = await outcomeOf(start(api.url, file, database, step));
    const db = new DatabaseSync(database);
    await handleInFile(api.client, file, db);
    db.close();

    const handled = await linesOf(file);
    expect([...new Set(handled)]).toEqual(api.ids);
    repeated.push(handled.length - api.ids.length);
  }

  // Where the event was noted, and its cursor was not yet.
  expect(repeated).toEqual([0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0]);
});

it.skipIf(servicePath("postgres") === undefined)(
  "works on each event exactly once where the cursor is saved with the work, wherever it is killed",
  async () => {
    await using api = await serveLog(1);
    await using server = await startPostgres();
    const db = new Client({ connectionString: server.url });
    await db.connect();
    await postgresCursors(db).createTable();
    await db.query("CREATE TABLE handled (place serial, event text)");

    let kills = 0;
    for (let isDone = false; !isDone; ) {
      await db.query("TRUNCATE handled, workos_cursors");
      isDone = await outcomeOf(start(api.url, "", server.url, kills + 1));
      if (!isDone) kills++;
      await handleInTransactions(api.client, db);

      const { rows } = await db.query("SELECT event FROM handled ORDER BY place");
      expect(rows.map(({ event }) => event)).toEqual(api.ids);
    }

    expect(kills).toBe(8);
    await db.end();
  },
  120_000,
);

async function place() {
  const folder = await mkdtemp(join(tmpdir(), "sync-"));
  folders.push(folder);
  return { file: join(folder, "events.txt"), database: join(folder, "db") };
}

async function linesOf(file: string): Promise<string[]> {
  return (await readFile(file, "utf8")).trim().split("\n");
}

function start(...args: (string | number)[]): ChildProcess {
  return fork(fileURLToPath(new URL("./killed-sync.ts", import.meta.url)), args.map(String), { env });
}

/** True when a process came to its end, false when it was killed. */
async function outcomeOf(child: ChildProcess, onStart?: (child: ChildProcess) => void): Promise<boolean> {
  onStart?.(child);
  let isDone = false;
  child.once("message", () => {
    isDone = true;
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once("exit", (...outcome) => resolve(outcome)),
  );
  if (!isDone && signal !== "SIGKILL") throw new Error(`The process ended by itself with ${code}.`);
  return isDone;
}

async function serveLog(count: number, onRequest = () => {}) {
  const log = eventLog(count);
  const server = createServer(async (request, response) => {
    const answer = log.answer({ url: new URL(request.url ?? "/", "http://api.test") });
    const body = await answer.text();
    onRequest();
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    client: createClient({ apiKey: "sk_test", baseUrl: url }),
    ids: log.events.map(({ id }) => id),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
