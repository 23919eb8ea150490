import { type ChildProcess, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";

/** A server that runs for a test. */
export interface RunningServer {
  /** Where to connect, user and database included. */
  readonly url: string;
  readonly port: number;
  /** Stops the server and removes its folder. Safe to call twice. */
  stop(): Promise<void>;
  /** The same at scope end: `await using redis = await startRedis()`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** How to run a server program. */
export interface ServerCommand {
  readonly command: readonly string[];
  /** Printed by the server when it accepts connections. */
  readonly ready: string;
  readonly folder: string;
  readonly url: string;
  readonly port: number;
  readonly env?: Record<string, string>;
  /** The user to run as, where the server refuses to be root. */
  readonly uid?: number | undefined;
}

// The shell waits for its standard input to close, then stops the server. It closes when the test says so, and also when
// the test process dies in any way, so no server is ever left behind.
const guardian = '"$@" & pid=$!; while read -r _; do :; done; kill -INT "$pid" 2>/dev/null; wait "$pid"';

/** Starts a server and waits until it accepts connections. */
export async function runServer(options: ServerCommand): Promise<RunningServer> {
  const { command, folder, uid } = options;
  const child = spawn("/bin/sh", ["-c", guardian, "sh", ...command], {
    cwd: folder,
    env: { ...process.env, ...options.env },
    stdio: ["pipe", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async (): Promise<void> => {
    child.ref();
    child.stdin.end();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(child, options.ready);
  } catch (error) {
    await stop();
    throw error;
  }
  // Neither the child nor its pipes keep the test process alive.
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) Reflect.get(stream, "unref")?.call(stream);
  return { url: options.url, port: options.port, stop, [Symbol.asyncDispose]: stop };
}

/** A loopback port that is free at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("No loopback port could be opened.");
  return address.port;
}

function waitUntilReady(child: ChildProcess, ready: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = (): void => reject(new Error(`The server did not start:\n${output.slice(-2000)}`));
    const timer = setTimeout(fail, 60_000);
    const listen = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-8000);
      if (output.includes(ready)) resolve();
      else if (/FATAL|Failed listening|Address already in use/.test(output)) fail();
      else return;
      clearTimeout(timer);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("close", () => {
      clearTimeout(timer);
      fail();
    });
  });
}
