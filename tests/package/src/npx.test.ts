import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tarballOf } from "./consumer.ts";
import { run } from "./run.ts";

// A published package is named by its name alone; here the two tarballs stand for what the registry would give.
const packages = [`--package=file:${tarballOf("webhooks")}`, `--package=file:${tarballOf("testing")}`];
const npx = ["--yes", "--offline", ...packages, "workos-mock"];

describe("npx workos-mock in an empty folder", () => {
  let root = "";
  let folder = "";
  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "workos-kit-npx-")));
    folder = join(root, "empty");
    mkdirSync(folder);
    // A cache of our own: npx keeps what it installed by address, and nobody else's may be used or left behind.
    process.env.npm_config_cache = join(root, "cache");
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("serves the API from a YAML seed with nothing else installed, and leaves nothing behind", async () => {
    const seed = join(root, "seed.yaml");
    writeFileSync(seed, "organizations: [{ id: org_1, name: Acme }]\n");
    const child = spawn("npx", [...npx, "--port", "0", "--json", "--seed-file", seed], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    });
    const ended = new Promise((resolve) => child.once("close", resolve));
    const line = await new Promise<string>((resolve) => child.stdout.once("data", (chunk) => resolve(String(chunk))));
    const { url, apiKey } = JSON.parse(line);

    const answer = await fetch(`${url}/organizations/org_1`, { headers: { authorization: `Bearer ${apiKey}` } });
    expect(await answer.json()).toMatchObject({ name: "Acme" });
    // As a terminal does it: npx itself ends without telling what it runs.
    process.kill(-Number(child.pid), "SIGTERM");
    await ended;
    await expect(fetch(`${url}/_mock/ready`)).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("ends with 2 when the command line is wrong", async () => {
    const { code, output } = await run(folder, "npx", [...npx, "--port", "nope"]);

    expect(code).toBe(2);
    expect(output).toContain('"nope" is not a port');
  });
});
