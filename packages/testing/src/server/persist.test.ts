import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMock } from "../mock.ts";
import { persist } from "./persist.ts";

/** No answer leaves sooner. */
const answered = Promise.resolve();

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workos-mock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("persist", () => {
  it("brings every environment back, with indexes and settings", async () => {
    const file = join(folder, "state.jsonl");
    const before = createMock();
    persist(before, file);
    const { id } = before.dashboard.organizations.create({ name: "Acme", external_id: "a" });
    before.environment("other").dashboard.organizations.create({ name: "Other" });
    before.dashboard.settings.update({ team_name: "Mine" });
    before.dashboard.organizations.create({ name: "Gone", id: "org_gone" });
    before.dashboard.organizations.delete({ id: "org_gone" });

    await answered;
    // Not closed: a process that is killed does not close either.
    const after = createMock();
    persist(after, file);

    expect(after.export().tables).toEqual(before.export().tables);
    expect(after.world.export().tables.organizations).toMatchObject([{ id, external_id: "a" }]);
    expect(after.dashboard.settings.get().team_name).toBe("Mine");
    expect(after.environment("other").world.export().tables.organizations).toHaveLength(1);
  });

  it("survives a line torn off by a crash", () => {
    const file = join(folder, "state.jsonl");
    const before = createMock();
    persist(before, file)();
    appendFileSync(file, '{"environment":"default","changes":[{"ta');

    const after = createMock();
    persist(after, file);

    expect(after.world.export().tables.organizations).toEqual([]);
    expect(readFileSync(file, "utf8")).not.toContain('"ta\n');
  });

  it("keeps an object and its events together, or neither", async () => {
    const file = join(folder, "state.jsonl");
    const before = createMock();
    persist(before, file);
    const headers = { authorization: `Bearer ${before.apiKey}`, "content-type": "application/json" };
    const body = JSON.stringify({ name: "Acme", domain_data: [{ domain: "acme.test", state: "verified" }] });
    await before.fetch(new Request("http://api.test/organizations", { method: "POST", headers, body }));
    const whole = readFileSync(file, "utf8");
    const start = whole.indexOf("\n") + 1;

    const counts = new Set<string>();
    for (let length = start; length < whole.length; length += 41) {
      writeFileSync(file, whole.slice(0, length));
      const after = createMock();
      persist(after, file)();
      const { organizations = [], events = [] } = after.export().tables;
      counts.add(`${organizations.length} and ${events.length}`);
    }
    writeFileSync(file, whole);
    const after = createMock();
    persist(after, file)();

    expect([...counts]).toEqual(["0 and 0"]);
    expect(after.export().tables).toEqual(before.export().tables);
    expect(after.export().tables.events?.length).toBeGreaterThan(0);
  });

  it.each([
    ["a seed", "organizations:\n  - { name: Acme }\n", "Line 1"],
    ["text without an end of line", "precious", "Line 1"],
    ["other JSON lines", '{"a":1}\n', "Line 1"],
    ["a newer version", '{"environment":"default","state":{"version":2,"tables":{},"cells":{}}}\n', "version 2"],
    [
      "a state with a damaged line",
      '{"environment":"default","state":{"version":1,"tables":{},"cells":{}}}\n{"envi\n{"environment":"default","changes":[]}\n',
      "Line 2",
    ],
  ])("refuses %s, and leaves the file as it is", (_, content, reason) => {
    const file = join(folder, "precious");
    writeFileSync(file, content);

    expect(() => persist(createMock(), file)).toThrow(reason);
    expect(readFileSync(file, "utf8")).toBe(content);
  });

  it("begins with an empty file", () => {
    const file = join(folder, "state.jsonl");
    writeFileSync(file, "");

    persist(createMock(), file)();

    expect(readFileSync(file, "utf8")).toContain('"version":1');
  });

  it("goes on after a restart with the same seed without using an id twice", () => {
    const file = join(folder, "state.jsonl");
    const ids = new Set<string>();
    for (let run = 0; run < 3; run++) {
      const mock = createMock({ seed: 1 });
      const stop = persist(mock, file);
      for (let index = 0; index < 5; index++) ids.add(mock.dashboard.organizations.create({ name: "Acme" }).id);
      expect(mock.world.export().tables.organizations).toHaveLength((run + 1) * 5);
      stop();
    }

    expect(ids.size).toBe(15);
  });

  it("follows a reset", async () => {
    const file = join(folder, "state.jsonl");
    const before = createMock();
    persist(before, file);
    before.dashboard.organizations.create({ name: "Acme" });
    before.reset();
    await answered;

    const after = createMock();
    persist(after, file);

    expect(after.world.export().tables.organizations).toEqual([]);
  });

  it("lets go of an environment that was removed, even while a request to it is under way", async () => {
    const file = join(folder, "state.jsonl");
    const before = createMock();
    const close = persist(before, file);
    const gone = before.environment("gone");
    gone.dashboard.organizations.create({ name: "Acme" });
    await answered;

    before.removeEnvironment("gone");
    gone.dashboard.organizations.create({ name: "Late" });
    await answered;
    close();

    const after = createMock();
    persist(after, file);
    expect([...after.all].map(({ world }) => world.name)).toEqual(["default"]);
  });

  it("sends what was on its way when the process ended", async () => {
    const file = join(folder, "state.jsonl");
    const data = {
      webhookEndpoints: { endpoint_url: "https://app.test/hooks", events: ["organization.created"] },
    } as const;
    const before = createMock({ data, webhooks: { send: () => new Promise(() => {}) } });
    persist(before, file);
    before.dashboard.organizations.create({ name: "Acme" });
    await answered;

    const after = createMock({ webhooks: { send: async () => new Response() } });
    persist(after, file);
    after.webhooks.resume();
    await after.webhooks.settled();

    expect(after.webhooks.deliveries).toMatchObject([{ state: "delivered", attempts: [{ status: 200 }] }]);
  });

  it("tells when the file cannot be written any more, before the answer leaves", async () => {
    const file = join(folder, "sub", "state.jsonl");
    mkdirSync(join(folder, "sub"));
    const mock = createMock();
    const failures: unknown[] = [];
    persist(mock, file, (error) => failures.push(error));

    rmSync(join(folder, "sub"), { recursive: true });
    mock.reset();
    await answered;

    expect(failures).toMatchObject([{ code: "ENOENT" }]);
  });

  it("refuses a file that another process has, and leaves both as they are", () => {
    const file = join(folder, "state.jsonl");
    // The process that started this one lives as long as the test.
    const lock = JSON.stringify({ pid: process.ppid, host: hostname() });
    writeFileSync(`${file}.lock`, lock);
    writeFileSync(file, "");

    expect(() => persist(createMock(), file)).toThrow(`Process ${process.ppid} keeps its state there`);
    expect(readFileSync(`${file}.lock`, "utf8")).toBe(lock);
    expect(readFileSync(file, "utf8")).toBe("");
  });

  it.each([
    ["a process that is gone", JSON.stringify({ pid: 2 ** 30, host: hostname() })],
    ["another machine", JSON.stringify({ pid: process.ppid, host: "elsewhere" })],
    ["nobody", "{"],
  ])("takes over what %s left behind, and leaves nothing", (_, lock) => {
    const file = join(folder, "state.jsonl");
    writeFileSync(`${file}.lock`, lock);

    persist(createMock(), file)();

    expect(readdirSync(folder)).toEqual(["state.jsonl"]);
  });

  it("keeps a link, and its secrets to itself", () => {
    const file = join(folder, "state.jsonl");
    const link = join(folder, "link.jsonl");
    writeFileSync(file, "");
    symlinkSync(file, link);

    persist(createMock(), link)();

    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, "utf8")).toContain("default");
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it.each([
    ["a change of nothing", { environment: "default", changes: [null] }],
    ["a table there is not", { environment: "default", changes: [{ table: "nope", change: { put: { id: "a" } } }] }],
    [
      "a state with a table there is not",
      { environment: "default", state: { version: 1, cells: {}, tables: { nope: [] } } },
    ],
  ])("refuses a line with %s, and leaves the file as it is", (_, line) => {
    const file = join(folder, "state.jsonl");
    const text = `${JSON.stringify(line)}\n`;
    writeFileSync(file, text);

    expect(() => persist(createMock(), file)).toThrow(TypeError);
    expect(readFileSync(file, "utf8")).toBe(text);
    expect(readdirSync(folder)).toEqual(["state.jsonl"]);
  });
});
