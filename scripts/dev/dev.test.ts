import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { root } from "../step.ts";

/** Part of what agent blueprints take, answer and tell in events, so one field of it has to show in all of these. */
const settings = "resources/agents/agent-blueprints/AgentBlueprintSessionSettings.yaml";
const update = "resources/agents/agent-blueprints/requests/AgentBlueprintUpdate.yaml";
const newField = "properties:\n  idle_seconds:\n    type: integer\n    description: Idle time.\n    examples: [77]\n";

let folder = "";
let running: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dev-"));
  for (const part of ["openapi.yaml", "resources", "shared"])
    cpSync(join(root, "openapi", part), join(folder, "openapi", part), { recursive: true });
});

afterEach(() => {
  running?.kill();
  rmSync(folder, { recursive: true, force: true });
});

function edit(file: string, find: string, put: string): void {
  const path = join(folder, "openapi", file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(find)) throw new Error(`${file} does not hold ${find}.`);
  writeFileSync(
    path,
    text.replace(find, () => put),
  );
}

/** Starts `pnpm dev` on the copy; `until` waits for the next output that fits. */
function dev(...args: string[]): { until(pattern: RegExp): Promise<string>; ended: Promise<number | null> } {
  const script = join(root, "scripts/dev.ts");
  const places = ["--spec", join(folder, "openapi"), "--out", join(folder, "out")];
  const child = spawn(process.execPath, [script, ...places, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  running = child;
  let output = "";
  let check = () => {};
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
    check();
  });
  const until = (pattern: RegExp) =>
    new Promise<string>((done) => {
      check = () => {
        const found = pattern.exec(output);
        if (!found) return;
        const told = output.slice(0, found.index + found[0].length);
        output = output.slice(told.length);
        done(told);
      };
      check();
    });
  return { until, ended: new Promise((done) => child.on("close", done)) };
}

const made = (file: string) => readFileSync(join(folder, "out", file), "utf8");

function times(): Record<string, number> {
  const files = globSync("**/*.{ts,js,json}", { cwd: join(folder, "out") });
  return Object.fromEntries(files.map((file) => [file, statSync(join(folder, "out", file)).mtimeMs]));
}

describe("one new field in one file", { timeout: 120_000 }, () => {
  it("reaches client types, event types, fixtures and the mock's validation by one command", async () => {
    edit(settings, "properties:\n", newField);

    expect(await dev("--once").ended).toBe(0);

    expect(made("client/models.ts")).toMatch(/interface AgentBlueprintSessionSettings \{[^}]*idle_seconds\?: number/);
    expect(made("webhooks/schemas.ts")).toMatch(
      /interface AgentBlueprintSessionSettings \{[^}]*idle_seconds\?: number/,
    );
    expect(made("testing/schemas.ts")).toMatch(/interface AgentBlueprintSessionSettings \{[^}]*idle_seconds\?: number/);
    expect(made("testing/examples.ts")).toMatch(/idle_seconds"?: ?77/);
    const { createAgentBlueprintBody: validate } = await import(join(folder, "out/testing/validators.js"));
    validate({ session_settings: { idle_seconds: "soon" } });
    expect(validate.errors).toContainEqual(
      expect.objectContaining({ instancePath: expect.stringMatching(/idle_seconds$/), keyword: "type" }),
    );
  });
});

describe("pnpm dev", { timeout: 120_000 }, () => {
  it("regenerates on save, tells what changed, and survives mistakes", async () => {
    const run = dev();
    await run.until(/Watching the spec/);

    edit(settings, "properties:\n", newField);
    const told = await run.until(/✓ \d+ generated files rewritten/);
    expect(told).toMatch(/additive:\n.*\+ .*createAgentBlueprint.*session_settings\.idle_seconds: is new/s);
    expect(told).toMatch(/\+ agent\.blueprint\.created.*idle_seconds: is new/);
    expect(told).toMatch(/wrote .*client\/models\.ts/);

    const before = times();
    edit(settings, "examples: [77]", "examples: [soon]");
    expect(await run.until(/✗ Nothing is regenerated/)).toMatch(/AgentBlueprintSessionSettings\.yaml:\d+:\d+/);
    expect(times()).toEqual(before);

    edit(settings, "examples: [soon]", "examples: [78]");
    expect(await run.until(/✓ \d+ generated files rewritten/)).toMatch(/documentation:\n.*has another example/s);

    edit(update, "properties:\n", "properties:\n  id: { type: string, description: An id., examples: [x1] }\n");
    const refused = await run.until(/generator of packages\/client failed/);
    expect(refused).toMatch(/Operation updateAgentBlueprint: the path and the body both have a field/);
    expect(refused).not.toMatch(/ {4}at /);
  });
});
