import { fork } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { eventLog } from "./event-log.ts";

it("loses no event when its process is killed again and again", async () => {
  const log = eventLog(150);
  let kill: (() => void) | undefined;
  let countdown = 0;
  const server = createServer(async (request, response) => {
    const answer = log.answer({ url: new URL(request.url ?? "/", "http://api.test") });
    const body = await answer.text();
    // Killed before the answer, in the middle of it, or while the answer is being worked on.
    if (--countdown === 0) setTimeout(() => kill?.(), Math.random() * 12);
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = await mkdtemp(join(tmpdir(), "sync-"));
  const file = join(folder, "events.txt");

  let kills = 0;
  for (let isDone = false; !isDone; ) {
    const child = fork(fileURLToPath(new URL("./killed-sync.ts", import.meta.url)), [
      baseUrl,
      file,
      join(folder, "db"),
    ]);
    kill = () => child.kill("SIGKILL");
    countdown = kills < 8 ? 2 + (kills % 4) : -1;
    child.once("message", () => {
      isDone = true;
    });
    await new Promise((resolve) => child.once("exit", resolve));
    if (!isDone) kills++;
  }

  const handled = (await readFile(file, "utf8")).trim().split("\n");
  const repeated = handled.length - new Set(handled).size;
  console.log(`${kills} kills, ${handled.length} events handled, ${repeated} of them twice`);
  expect([...new Set(handled)]).toEqual(log.events.map((each) => each.id));
  expect(repeated).toBeLessThanOrEqual(kills);
  expect(kills).toBeGreaterThan(0);
  server.close();
  await rm(folder, { recursive: true });
}, 60_000);
