import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constructEvent } from "@workos-kit/webhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const cli = new URL("../src/cli.ts", import.meta.url).pathname;
const headers = { authorization: "Bearer sk_test_default", "content-type": "application/json" };

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workos-mock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Starts the command line; `ready` gives the line it prints once it serves. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
  const ready = new Promise<{ url: string }>((resolve) => {
    child.stdout.on("data", (chunk) => {
      output += chunk;
      if (output.startsWith("{") && output.endsWith("}\n")) resolve(JSON.parse(output));
    });
  });
  return { child, exit, ready, output: () => output, errors: () => errors };
}

describe("workos-mock", () => {
  it("serves a YAML seed until it is told to stop", async () => {
    const file = join(folder, "seed.yaml");
    writeFileSync(file, "organizations:\n  - { id: org_1, name: Acme, domains: [acme.test] }\n");
    const { child, exit, ready } = start("--port", "0", "--seed-file", file, "--json");
    const { url } = await ready;

    const answer = await fetch(`${url}/organizations/org_1`, { headers });
    expect(await answer.json()).toMatchObject({ name: "Acme" });

    child.kill("SIGTERM");
    expect(await exit).toBe(0);
  });

  it("starts afresh when the seed file is saved, and keeps its state when that has a mistake", async () => {
    const file = join(folder, "seed.json");
    const seed = (name: string) => writeFileSync(file, JSON.stringify({ organizations: [{ id: "org_1", name }] }));
    seed("Acme");
    const { child, exit, ready, errors } = start("--port", "0", "--seed-file", file, "--watch", "--json");
    const { url } = await ready;
    const name = async () => (await (await fetch(`${url}/organizations/org_1`, { headers })).json()).name;
    expect(await name()).toBe("Acme");

    seed("Blue");
    await vi.waitFor(async () => expect(await name()).toBe("Blue"));
    writeFileSync(file, "{");
    await vi.waitFor(() => expect(errors()).toContain("not usable"));

    expect(await name()).toBe("Blue");
    child.kill("SIGTERM");
    await exit;
  });

  it("loses nothing that was answered when it is killed", async () => {
    const file = join(folder, "state.jsonl");
    const first = start("--port", "0", "--persist", file, "--json");
    const { url } = await first.ready;
    const create = async (name: string) => {
      const answer = await fetch(`${url}/organizations`, { method: "POST", headers, body: JSON.stringify({ name }) });
      return (await answer.json()).id as string;
    };
    const answered: string[] = [];
    const load = Promise.allSettled(
      Array.from({ length: 200 }, async (_, index) => {
        answered.push(await create(`Organization ${index}`));
        if (answered.length === 60) first.child.kill("SIGKILL");
      }),
    );
    await first.exit;
    await load;

    const second = start("--port", "0", "--persist", file, "--json");
    const { url: again } = await second.ready;
    const statuses = await Promise.all(
      answered.map(async (id) => (await fetch(`${again}/organizations/${id}`, { headers })).status),
    );

    expect(statuses.length).toBeGreaterThanOrEqual(60);
    expect(statuses.every((status) => status === 200)).toBe(true);
    second.child.kill("SIGTERM");
    await second.exit;
  });

  it("sends a signed event to an address", async () => {
    const received: { body: string; signature: string }[] = [];
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      received.push({ body, signature: String(request.headers["workos-signature"]) });
      response.end("ok");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;

    const { exit } = start(
      "trigger",
      "user.created",
      "--to",
      url,
      "--secret",
      "whsec_x",
      "--set",
      "email=ada@acme.test",
    );

    expect(await exit).toBe(0);
    const [{ body, signature } = { body: "", signature: "" }] = received;
    const event = await constructEvent({ payload: body, sigHeader: signature, secret: "whsec_x" });
    expect(event).toMatchObject({ event: "user.created", data: { email: "ada@acme.test" } });
    server.close();
  });

  it.each([
    [["--port", "x"], "not a port"],
    [["--seed-file", "nowhere.json"], "cannot be read"],
    [["dance"], 'no command "dance"'],
    [["trigger", "nope"], 'no event "nope"'],
    [["--colour"], "--colour"],
  ])("explains what is wrong with %j", async (args, message) => {
    const { exit, errors } = start(...args);

    expect(await exit).toBe(1);
    expect(errors()).toContain(message);
    expect(errors()).toContain("workos-mock [options]");
  });
});
