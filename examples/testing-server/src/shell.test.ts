import { execFile, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

const here = join(import.meta.dirname, "..");
const read = (name: string) => readFileSync(join(here, name), "utf8");
const cli = join(here, "node_modules/@workos-kit/testing/dist/cli.js");

const hasCurl = spawnSync("curl", ["--version"]).status === 0;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "workos-mock-shell-"));
  writeFileSync(join(folder, "seed.yaml"), read("seed.yaml"));
  // Stands for the npx of a project that has the package installed: the scripts run as they are written.
  writeFileSync(
    join(folder, "npx"),
    `#!/bin/sh\n[ "$1" = workos-mock ] && shift\nexec "${process.execPath}" "${cli}" "$@"\n`,
  );
  chmodSync(join(folder, "npx"), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A loopback port that is free at the moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Runs a script on a free port, gives what it printed, and stops what it left running. */
async function runScript(script: string): Promise<string> {
  const text = script.replaceAll("4010", String(await freePort()));
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  const child = spawn("bash", ["-ec", `${text}\nkill %1 && wait %1`], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  for await (const chunk of child.stdout) output += chunk;
  return output;
}

describe.skipIf(!hasCurl)("from a shell", () => {
  it("starts, waits, is asked, and prints an event", async () => {
    const output = await runScript(read("shell.sh"));

    expect(output).toContain('{"ready":true,"environment":"default"}');
    expect(output).toContain('"name":"Acme"');
    expect(output).toContain('"plan": "team"');
    expect(output).toContain("workos-signature");
    expect(readFileSync(join(folder, "state.jsonl"), "utf8")).toContain("org_acme");
  });
});

describe.skipIf(!hasCurl)("the workflow", () => {
  it("starts the mock and waits for it", async () => {
    const { steps } = parse(read("workflow.yaml")).jobs.test;
    const { run } = steps.find(({ name = "" }: { name?: string }) => name.startsWith("Start"));

    expect(await runScript(run)).toContain('"ready":true');
  });
});

describe("the container", () => {
  const commandOf = (name: string): string[] => {
    const line =
      read("Dockerfile")
        .split("\n")
        .find((each) => each.startsWith(`${name} [`)) ?? "";
    return JSON.parse(line.slice(line.indexOf("[")));
  };

  it("runs a command that serves on all its addresses, and is seen to be healthy", async () => {
    const [program, ...args] = commandOf("CMD");
    const port = String(await freePort());
    const child = spawn(process.execPath, [cli, ...args.map((arg) => arg.replace("4010", port))], { cwd: folder });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const [, ...health] = commandOf("HEALTHCHECK --interval=2s CMD");
    const check = () =>
      promisify(execFile)(
        process.execPath,
        health.map((arg) => arg.replace("4010", port)),
      );

    expect(program).toBe("workos-mock");
    await expect(check()).resolves.toBeDefined();
    child.kill("SIGTERM");
    await new Promise((resolve) => child.once("close", resolve));
    expect(child.exitCode).toBe(0);
    await expect(check()).rejects.toThrow();
  });

  it("is given to an application by compose with the keys of the default environment", () => {
    const { app, workos } = parse(read("compose.yaml")).services;

    expect(workos.ports).toEqual(["127.0.0.1:4010:4010"]);
    expect(app.environment).toMatchObject({ WORKOS_API_KEY: "sk_test_default", WORKOS_CLIENT_ID: "client_default" });
  });
});
