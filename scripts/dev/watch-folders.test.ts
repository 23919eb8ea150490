import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { watchFolders } from "./watch-folders.ts";

let folder = "";
let watching: Disposable;
let heard: (string | null)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watch-"));
  mkdirSync(join(folder, "a/b"), { recursive: true });
  writeFileSync(join(folder, "a/b/one.yaml"), "1");
  heard = [];
  watching = watchFolders([folder], (file) => heard.push(file));
});

afterEach(() => {
  watching[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
});

const hears = (file: string) => expect.poll(() => heard).toContain(file);

it("hears a file that is written again and again", async () => {
  writeFileSync(join(folder, "a/b/one.yaml"), "2");
  await hears("one.yaml");

  heard = [];
  writeFileSync(join(folder, "a/b/one.yaml"), "3");
  await hears("one.yaml");
});

it("hears a file that editors replace by renaming, each time", async () => {
  for (const text of ["2", "3", "4"]) {
    heard = [];
    writeFileSync(join(folder, "draft"), text);
    renameSync(join(folder, "draft"), join(folder, "a/b/one.yaml"));
    await hears("one.yaml");
  }
});

it("hears a file in a folder that is new", async () => {
  mkdirSync(join(folder, "c"));
  await hears("c");

  writeFileSync(join(folder, "c/two.yaml"), "1");
  await hears("two.yaml");
});

it("hears the files of a folder that comes with them", async () => {
  mkdirSync(join(folder, "d/e"), { recursive: true });
  writeFileSync(join(folder, "d/e/three.yaml"), "1");

  await hears("three.yaml");
});

it("outlives a folder that is removed", async () => {
  rmSync(join(folder, "a"), { recursive: true });
  await hears("a");

  writeFileSync(join(folder, "three.yaml"), "1");
  await hears("three.yaml");
});
