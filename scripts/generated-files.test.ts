import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { judgeGenerated } from "./generated-files.ts";

const page = "packages/client/src/generated/models.ts";
const spec = "openapi/resources/Organization.yaml";
let root = "";

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function git(...args: string[]): void {
  const who = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  const run = spawnSync("git", [...who, ...args], { cwd: root, encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "generated-"));
  git("init", "-q");
  write(page, "one");
  write(spec, "one");
  git("add", ".");
  git("commit", "-qm", "one");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it("is content when what is committed is what the spec makes", () => {
  expect(judgeGenerated(root, true)).toEqual({ isFine: true, text: "All generated files are up to date." });
});

it.each([true, false])("fails when the spec is committed without what it makes (CI: %s)", (isCI) => {
  write(page, "two");

  const outcome = judgeGenerated(root, isCI);

  expect(outcome).toMatchObject({ isFine: false, text: expect.stringContaining("Run `pnpm generate` and commit") });
  expect(outcome.text).toContain(page);
});

it("fails when a new generated file is not committed", () => {
  write("packages/client/src/generated/more.ts", "new");

  expect(judgeGenerated(root, true).isFine).toBe(false);
});

it("lets a developer test a change of the spec before the commit, and says what belongs to it", () => {
  write(page, "two");
  write(spec, "two");

  expect(judgeGenerated(root, true).isFine).toBe(false);
  expect(judgeGenerated(root, false)).toMatchObject({
    isFine: true,
    text: expect.stringContaining("commit them together with the spec"),
  });
});

it("has nothing to compare with outside a checkout", () => {
  rmSync(join(root, ".git"), { recursive: true });

  expect(judgeGenerated(root, true).text).toMatch(/Not a git checkout/);
});
