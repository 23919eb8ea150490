import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "@workos-kit/test-services";
import { createMock, type Mock } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";

/** The secret of the application's webhook endpoints. */
export const webhookSecret = "whsec_of_the_example";

/** How an example is built and started. Programs are run by Node. */
export interface AppCommands {
  readonly folder: string;
  readonly build: readonly string[];
  readonly start: (port: number) => readonly string[];
  /** What the application's environment has beyond the settings of WorkOS. */
  readonly env?: (port: number, url: string) => Readonly<Record<string, string>>;
}

/** An application that runs beside a mock of its own. */
export interface RunningApp {
  readonly url: string;
  readonly mock: Mock;
  /** What building and running have printed. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** Builds an application for production, without its settings: those are known only where it runs. Then starts it. */
export async function startApp({ folder, build, start, env }: AppCommands): Promise<RunningApp> {
  let output = "";
  const run = (command: readonly string[], more: Readonly<Record<string, string>>) => {
    const child = guard(folder, command, more);
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
    return child;
  };
  const built = run(build, {});
  const [code] = await once(built, "exit");
  await end(built);
  if (code !== 0) throw new Error(`The build failed:\n${output}`);

  const mock = createMock();
  const server = await serve(mock);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    APP_URL: url,
    WORKOS_API_KEY: mock.apiKey,
    WORKOS_BASE_URL: server.url,
    WORKOS_CLIENT_ID: mock.clientId,
    WORKOS_COOKIE_PASSWORD: "a cookie password of thirty-two characters or more",
    WORKOS_WEBHOOK_SECRET: webhookSecret,
  };
  const child = run(start(port), { ...settings, ...env?.(port, url) });
  const stop = async () => {
    await end(child);
    await server.close();
  };
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  while (!(await answers(url))) {
    if (isAlive()) continue;
    await stop();
    throw new Error(`The application did not start:\n${output}`);
  }
  return { url, mock, output: () => output, stop };
}

// The shell stops the program when its standard input closes. It closes when the test says so, and also when the test
// process dies in any way, so no application is ever left behind.
const guardian =
  'exec 3<&0; "$@" 3<&- </dev/null & pid=$!; (while read -r _ <&3; do :; done; kill "$pid" 2>/dev/null) & wait "$pid"';

function guard(folder: string, command: readonly string[], more: Readonly<Record<string, string>>): ChildProcess {
  // Test runners leave marks in the environment, and frameworks behave differently when they see them.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(NODE_ENV|VITEST|TEST|VITE_|WORKOS_)/.test(name));
  const marks = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
  const env = { ...Object.fromEntries(inherited), ...marks, ...more };
  return spawn("/bin/sh", ["-c", guardian, "sh", process.execPath, ...command], { cwd: folder, env, stdio: "pipe" });
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
  await answer?.body?.cancel();
  if (answer === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
  return answer !== undefined;
}

async function end(child: ChildProcess): Promise<void> {
  const closed = once(child, "close");
  child.stdin?.end();
  await closed;
}
