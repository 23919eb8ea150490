import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { constructEvent } from "@workos-kit/webhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startCli } from "./start-cli.ts";

const headers = { authorization: "Bearer sk_test_default", "content-type": "application/json" };

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workos-mock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("workos-mock", () => {
  it("serves a YAML seed until it is told to stop", async () => {
    const file = join(folder, "seed.yaml");
    writeFileSync(file, "organizations:\n  - { id: org_1, name: Acme, domains: [acme.test] }\n");
    const { child, exit, ready } = startCli("--port", "0", "--seed-file", file, "--json");
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
    const { child, exit, ready, errors } = startCli("--port", "0", "--seed-file", file, "--watch", "--json");
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

    const { exit } = startCli(
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
});

it("says which field was added to an event: it may be misspelt", async () => {
  const { exit, errors, output } = startCli("trigger", "user.created", "--set", "emial=a", "--set", "metadata.plan=b");

  expect(await exit).toBe(0);
  expect(errors()).toMatch(/^workos-mock: "emial" was added; the fields are .*email/);
  expect(JSON.parse(output()).body.data).toMatchObject({ emial: "a", metadata: { plan: "b" } });
});

describe("what editors and shells do", () => {
  it("is no mistake: a mark before the text, an ending in capitals, a variable without a value", async () => {
    const withMark = join(folder, "seed.json");
    writeFileSync(withMark, '\uFEFF{"organizations":[{"name":"Acme"}]}');
    const yaml = join(folder, "seed.YAML");
    writeFileSync(yaml, "organizations: [{ name: Acme }]");

    for (const file of [withMark, yaml]) {
      const { child, exit, ready } = startCli("--port", "0", "--json", "--seed-file", file);
      const { url, apiKey } = await ready;
      const list = await fetch(`${url}/organizations`, { headers: { authorization: `Bearer ${apiKey}` } });
      expect(await list.json()).toMatchObject({ data: [{ name: "Acme" }] });
      child.kill("SIGTERM");
      expect(await exit).toBe(0);
    }
  });
});

it("shows the page to sign in on when asked to, whatever the kept state says", async () => {
  const args = ["--port", "0", "--json", "--persist", join(folder, "state.jsonl")];
  const plain = startCli(...args);
  await plain.ready;
  plain.child.kill("SIGTERM");
  await plain.exit;

  const { child, exit, ready } = startCli(...args, "--interactive");
  const { url } = await ready;
  const settings = await (await fetch(`${url}/_mock/settings/get`, { method: "POST" })).json();

  expect(settings).toMatchObject({ interactive_sign_in: true });
  child.kill("SIGTERM");
  await exit;
});

describe("webhooks of a state that is kept", () => {
  it("are sent on after a kill, and those of the seed not a second time", async () => {
    const received: string[] = [];
    let answer: (() => void) | undefined;
    const server = createServer(async (request, response) => {
      const { data } = (await json(request)) as { data: { name: string } };
      received.push(data.name);
      if (data.name === "Slow" && received.indexOf("Slow") === received.length - 1) answer = () => response.end();
      else response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const endpoint_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
    const seed = join(folder, "seed.json");
    const webhookEndpoints = [{ id: "we_1", endpoint_url, events: ["organization.created"] }];
    writeFileSync(seed, JSON.stringify({ webhookEndpoints, organizations: [{ name: "Seeded" }] }));
    const args = ["--port", "0", "--json", "--seed-file", seed, "--persist", join(folder, "state.jsonl")];
    const settle = async (url: string) =>
      (await fetch(`${url}/_mock/deliveries/settle`, { method: "POST" })).json() as Promise<{ state: string }[]>;

    const first = startCli(...args);
    const { url } = await first.ready;
    await settle(url);
    await fetch(`${url}/_mock/organizations/create`, { method: "POST", body: '{"name":"Slow"}' });
    await vi.waitFor(() => expect(received).toEqual(["Seeded", "Slow"]));
    first.child.kill("SIGKILL");
    await first.exit;
    const second = startCli(...args);
    const states = (await settle((await second.ready).url)).map(({ state }) => state);

    expect(received).toEqual(["Seeded", "Slow", "Slow"]);
    expect(states).toEqual(["delivered", "delivered"]);
    second.child.kill("SIGTERM");
    expect(await second.exit).toBe(0);
    answer?.();
    server.closeAllConnections();
    server.close();
  });
});
