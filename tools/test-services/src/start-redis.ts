import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, type RunningServer, runServer } from "./run-server.ts";
import { servicePath } from "./service-path.ts";

/** How to start a Redis server. */
export interface RedisOptions {
  /** The port, for a server that comes back where another one was. @default a free one */
  port?: number;
}

/** Starts an empty Redis server that keeps nothing on disk. */
export async function startRedis({ port }: RedisOptions = {}): Promise<RunningServer> {
  const program = servicePath("redis");
  if (program === undefined) throw new Error("Check servicePath() before starting a server.");
  const chosen = port ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), "redis-"));
  const settings = { port: chosen, bind: "127.0.0.1", save: "", appendonly: "no", dir: folder, daemonize: "no" };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return runServer({
    command: [program, ...flags],
    ready: "Ready to accept connections",
    folder,
    port: chosen,
    url: `redis://127.0.0.1:${chosen}`,
  });
}
