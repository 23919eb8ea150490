import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const jest = join(dirname(createRequire(import.meta.url).resolve("jest/package.json")), "bin/jest.js");

async function run(project: string, nodeOptions = ""): Promise<{ numPassedTests: number; numTotalTests: number }> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [jest, "--selectProjects", project, "--json", "--runInBand", "--no-watchman"],
    { cwd: import.meta.dirname, env: { ...process.env, NODE_OPTIONS: nodeOptions } },
  );
  return JSON.parse(stdout);
}

it("passes under jest from CommonJS", async () => {
  expect(await run("commonjs")).toMatchObject({ numPassedTests: 4, numTotalTests: 4 });
});

it("passes under jest from ES modules", async () => {
  expect(await run("esm", "--experimental-vm-modules")).toMatchObject({ numPassedTests: 1, numTotalTests: 1 });
});
