import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyEdit, contacts, type Edit } from "../lint/prepared-spec.ts";

const script = fileURLToPath(new URL("diff.ts", import.meta.url));
const smallSpec = fileURLToPath(new URL("../lint/small-spec", import.meta.url));

let repository = "";

function git(...args: string[]): void {
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.test"];
  execFileSync("git", [...who, ...args], { cwd: repository, stdio: "pipe" });
}

function diff(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [script, "--repository", repository, ...args], { encoding: "utf8" });
}

const edit = (change: Edit) => applyEdit(join(repository, "openapi"), change);

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), "repository-"));
  cpSync(smallSpec, join(repository, "openapi"), { recursive: true });
  mkdirSync(join(repository, ".changeset"));
  mkdirSync(join(repository, "packages/client"), { recursive: true });
  writeFileSync(
    join(repository, "packages/client/package.json"),
    '{ "name": "@workos-kit/client", "version": "0.1.0" }',
  );
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "first");
});

afterEach(() => rmSync(repository, { recursive: true, force: true }));

describe("spec:diff", () => {
  it("says that nothing differs, and leaves git as it is", () => {
    const before = execFileSync("git", ["status", "--porcelain"], { cwd: repository, encoding: "utf8" });

    expect(diff()).toMatchObject({ status: 0, stdout: "The spec is the same.\n" });
    expect(execFileSync("git", ["status", "--porcelain"], { cwd: repository, encoding: "utf8" })).toBe(before);
  });

  it("classes a new field apart for requests and answers, in JSON as well", () => {
    const field = "properties:\n  age: { type: integer, description: Years., examples: [36] }\n";
    edit({ file: `${contacts}/Contact.yaml`, find: "properties:\n", put: field });
    edit({
      file: `${contacts}/ContactCreate.yaml`,
      find: "required: [name]\nproperties:\n",
      put: `required: [name, age]\n${field}`,
    });

    expect(diff().stdout).toMatch(
      /breaking:\n {2}✗ createContact {2}request body\.age: is new and required\n\nadditive:\n.*getContact.*answer 2/s,
    );
    expect(JSON.parse(diff("--json").stdout)).toMatchObject({
      ref: "HEAD",
      changes: expect.arrayContaining([
        expect.objectContaining({ of: "event", name: "contact.created", kind: "field-added", class: "additive" }),
      ]),
      missing: [{ package: "@workos-kit/client", bump: "minor" }],
    });
  });

  it("with --check fails while a breaking change has no changeset, and passes with one", () => {
    edit({ file: `${contacts}/paths.yaml`, find: "operationId: getContact", put: "operationId: findContact" });

    expect(diff("--check")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("no changeset for @workos-kit/client (minor)"),
    });

    writeFileSync(
      join(repository, ".changeset/new.md"),
      '---\n"@workos-kit/client": minor\n---\n`getContact` is called `findContact`.\n',
    );
    expect(diff("--check")).toMatchObject({ status: 0 });

    git("add", ".changeset");
    git("commit", "--quiet", "--message", "an older changeset");
    expect(diff("--check")).toMatchObject({ status: 1 });
  });

  it("compares with any ref", () => {
    git("tag", "v1");
    edit({
      file: "openapi.yaml",
      find: '  contact.created: { $ref: "resources/crm/contacts/events.yaml#/contact.created" }\n',
      put: "",
    });
    git("commit", "--quiet", "--all", "--message", "second");

    expect(diff("HEAD").stdout).toBe("The spec is the same.\n");
    expect(diff("v1").stdout).toMatch(/contact\.created {2}was removed/);
  });

  it("says which ref it does not know", () => {
    expect(diff("nowhere")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("git knows no commit `nowhere`"),
    });
  });

  it("takes everything as new where the ref has no spec", () => {
    git("rm", "-r", "--quiet", "--cached", "openapi");
    git("commit", "--quiet", "--message", "without a spec");

    expect(diff()).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/everything is new: 0 breaking, \d+ additive/),
    });
  });
});
