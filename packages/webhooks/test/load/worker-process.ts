import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Which store the workers share, and how to reach it. */
export interface WorkerSettings {
  readonly kind: "redis" | "postgres" | "sqlite";
  readonly url: string;
  readonly secret: string;
  readonly leaseMs: number;
  /** Its handler begins and never ends. */
  readonly isStuck?: boolean;
}

/** Called for every run of a handler, with the monotonic time of its beginning. */
export type RunListener = (eventId: string, at: bigint) => void;

const program = fileURLToPath(new URL("./worker.ts", import.meta.url));

/** One worker that is started again whenever it was killed. */
export class WorkerProcess {
  port = 0;
  kills = 0;
  #child: ChildProcess | undefined;
  #restart: Promise<void> = Promise.resolve();
  readonly #settings: WorkerSettings;
  readonly #onRun: RunListener;

  constructor(settings: WorkerSettings, onRun: RunListener) {
    this.#settings = settings;
    this.#onRun = onRun;
  }

  /** Starts the process and waits until it listens. */
  start(): Promise<void> {
    const { kind, url, secret, leaseMs, isStuck = false } = this.#settings;
    const child = fork(program, [kind, url, secret, String(leaseMs), String(isStuck)], {
      execArgv: ["--disable-warning=ExperimentalWarning"],
    });
    this.#child = child;
    return new Promise((resolve, reject) => {
      child.once("exit", (code) => reject(new Error(`The worker ended with ${code}.`)));
      child.on("message", (message: { port?: number; run?: string; at?: string }) => {
        if (message.run !== undefined) this.#onRun(message.run, BigInt(message.at ?? 0));
        if (message.port !== undefined) {
          this.port = message.port;
          child.removeAllListeners("exit");
          resolve();
        }
      });
    });
  }

  /** Ends the process without warning, in the middle of whatever it does, and starts another one; one kill at a time. */
  kill(): Promise<void> {
    this.#restart = this.#restart.then(async () => {
      this.kills += 1;
      this.port = 0;
      await this.stop();
      await this.start();
    });
    return this.#restart;
  }

  /** Resident memory in bytes. */
  memory(): Promise<number> {
    return new Promise((resolve) => {
      const listen = (message: { rss?: number }): void => {
        if (message.rss === undefined) return;
        this.#child?.off("message", listen);
        resolve(message.rss);
      };
      this.#child?.on("message", listen);
      this.#child?.send({});
    });
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }
}
