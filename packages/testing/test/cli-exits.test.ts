import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { trigger } from "../src/cli/trigger.ts";
import { createMock } from "../src/mock.ts";
import { serve } from "../src/server/serve.ts";
import { startCli } from "./start-cli.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workos-mock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a command line that is wrong", () => {
  it.each([
    [["--port", "nope"], '"nope" is not a port'],
    [["--port", "65536"], '"65536" is not a port'],
    [["--port", ""], '"" is not a port'],
    [["--colour"], "--colour"],
    [["--port"], "--port"],
    [["--json=yes"], "--json"],
    [["dance"], 'no command "dance"'],
    [["serve", "twice"], 'no command "serve twice"'],
    [["--watch"], "--watch needs --seed-file"],
    [["--host", ""], "--host is empty"],
    [["--seed-file", ""], "--seed-file is empty"],
    [["--persist", ""], "--persist is empty"],
    [["--secret", "whsec_dev"], "--secret is no option of serve"],
    [["trigger", "user.created", "--port", "4010"], "--port is no option of trigger"],
    [["trigger", "user.created", "--to", "ftp://127.0.0.1/"], "a URL of http or https"],
    [["trigger", "user.created", "--secret", ""], "--secret is empty"],
    [["trigger"], "trigger wants the name of an event"],
    [["trigger", "nope"], 'no event "nope". Known: action.authentication.denied'],
    [["trigger", "user.creatd"], 'no event "user.creatd". Known: user.created, user.deleted, user.updated.'],
    [["trigger", "user.created", "user.deleted"], "one word too many"],
    [["trigger", "user.created", "--to", "here"], 'not "here"'],
    [["trigger", "user.created", "--set", "email"], "path=value"],
  ])("%j ends with 2, the reason and the usage", async (args, reason) => {
    const { exit, errors, output } = startCli(...args);

    expect(await exit).toBe(2);
    expect(errors()).toMatch(/^workos-mock: /);
    expect(errors()).toContain(reason);
    expect(errors()).toContain("workos-mock [options]");
    expect(output()).toBe("");
  });
});

describe("what cannot be done", () => {
  /** Runs to the end, and gives what it says: the reason, without the usage. */
  async function failure(...args: string[]): Promise<string> {
    const { exit, errors } = startCli(...args);
    expect(await exit).toBe(1);
    expect(errors()).toMatch(/^workos-mock: /);
    expect(errors()).not.toContain("workos-mock [options]");
    return errors();
  }

  it("is a port that is taken, and the file of the mock that has it is left alone", async () => {
    await using first = await serve(createMock());
    const file = join(folder, "state.jsonl");
    writeFileSync(file, "kept\n");

    const text = await failure("--port", String(first.port), "--persist", file);

    expect(text).toContain(`Port ${first.port} is taken`);
    expect(readFileSync(file, "utf8")).toBe("kept\n");
  });

  it("is an address of another machine", async () => {
    expect(await failure("--port", "0", "--host", "192.0.2.1")).toContain("cannot listen on 192.0.2.1");
  });

  it.each([
    ["is not there", "missing.yaml", undefined, "cannot be read"],
    ["is not JSON", "seed.json", "{", "not usable"],
    ["is not YAML", "seed.yaml", "organizations: [", "at line 1, column 17."],
    ["is a list", "seed.yaml", "- Acme", "must be a map"],
    ["names what there is not", "seed.yaml", "organisations: []", 'names "organisations"'],
    ["misspells a field", "seed.yaml", "organizations: [{ nmae: Acme }]", "organizations[0].nmae is not known"],
    ["names two alike", "seed.yaml", "users: [{ email: a@b.test }, { email: a@b.test }]", "users[1] is refused"],
    ["is a folder", "", undefined, "cannot be read (EISDIR)"],
    ["refers to nobody", "seed.yaml", "connections: [{ organization: Acme, type: OktaSAML }]", "Acme"],
  ])("is a seed file that %s", async (_, name, content, reason) => {
    const file = join(folder, name);
    if (content !== undefined) writeFileSync(file, content);

    expect(await failure("--port", "0", "--seed-file", file)).toContain(reason);
  });

  it("is watching a seed file that is not there", async () => {
    expect(await failure("--port", "0", "--watch", "--seed-file", join(folder, "none", "seed.yaml"))).toContain(
      "cannot be read",
    );
  });

  it("is a state file that cannot be written", async () => {
    expect(await failure("--port", "0", "--persist", join(folder, "none", "state.jsonl"))).toContain("ENOENT");
    mkdirSync(join(folder, "state.jsonl"));
    expect(await failure("--port", "0", "--persist", join(folder, "state.jsonl"))).toContain("EISDIR");
  });

  it("is a state file that is another file, which stays as it is", async () => {
    const file = join(folder, "seed.yaml");
    writeFileSync(file, "organizations: [{ name: Acme }]\n");

    expect(await failure("--port", "0", "--persist", file)).toContain("Line 1 is not what a mock writes");
    expect(readFileSync(file, "utf8")).toBe("organizations: [{ name: Acme }]\n");
  });

  it("is a state file that another mock keeps its state in", async () => {
    const file = join(folder, "state.jsonl");
    const first = startCli("--port", "0", "--persist", file, "--json");
    await first.ready;

    expect(await failure("--port", "0", "--persist", file)).toContain(
      `Process ${first.child.pid} keeps its state there`,
    );
    first.child.kill("SIGKILL");
    await first.exit;
    const second = startCli("--port", "0", "--persist", file, "--json");
    await second.ready;
    second.child.kill("SIGTERM");

    expect(await second.exit).toBe(0);
    expect(readdirSync(folder)).toEqual(["state.jsonl"]);
  });

  it("is a state that cannot be written any more", async () => {
    const file = join(folder, "sub", "state.jsonl");
    mkdirSync(join(folder, "sub"));
    const { ready, exit, errors } = startCli("--port", "0", "--persist", file, "--json");
    const { url } = await ready;

    rmSync(join(folder, "sub"), { recursive: true });
    const answer = fetch(`${url}/_mock/reset`, { method: "POST" });

    await expect(answer).rejects.toThrow();
    expect(await exit).toBe(1);
    expect(errors()).toMatch(/^workos-mock: The state cannot be kept in .* \(ENOENT\)/);
  });

  it("is an event for an endpoint that moved", async () => {
    const server = createServer((_, response) => response.writeHead(302, { location: "/elsewhere" }).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;

    const { exit, output } = startCli("trigger", "user.created", "--to", `http://127.0.0.1:${port}/`);

    expect(await exit).toBe(1);
    expect(output()).toContain("302 Found");
    server.close();
  });

  it("is an event for an endpoint that never answers", async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

    await expect(trigger(["user.created"], { to }, 50)).rejects.toThrow("There was no answer within 50 ms.");
    server.closeAllConnections();
    server.close();
  });

  it("is an event for an address where nobody listens", async () => {
    const server = await serve(createMock());
    await server.close();

    expect(await failure("trigger", "user.created", "--to", server.url)).toContain("ECONNREFUSED");
  });
});

describe("a signal", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "of %s lets a request under way be answered, and ends with 0",
    async (signal) => {
      const { child, exit, ready } = startCli("--port", "0", "--json");
      const { url } = await ready;
      await fetch(`${url}/_mock/faults`, { method: "POST", body: '{"kind":"latency","ms":300}' });
      const unused = connect(Number(new URL(url).port), "127.0.0.1");
      await new Promise((resolve) => unused.once("connect", resolve));

      const headers = { authorization: "Bearer sk_test_default" };
      const underWay = fetch(`${url}/organizations`, { headers });
      // Answered on another connection: by then the server has the request before it.
      await fetch(`${url}/_mock/ready`);
      const began = performance.now();
      child.kill(signal);

      expect((await underWay).status).toBe(200);
      expect(await exit).toBe(0);
      // Not the half minute that a connection would be kept alive.
      expect(performance.now() - began).toBeLessThan(10_000);
      unused.destroy();
    },
  );
});

it("prints its usage when asked", async () => {
  const { exit, output } = startCli("--help");

  expect(await exit).toBe(0);
  expect(output()).toContain("Exit codes: 0");
});
