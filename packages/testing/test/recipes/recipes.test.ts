import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const here = (name: string) => new URL(name, import.meta.url).pathname;
// Recipes use the package as its users do: built.
const isBuilt = existsSync(here("../../dist/index.js"));

describe.skipIf(!isBuilt)("the recipes", () => {
  it("work with node:test", async () => {
    const { stdout } = await run(process.execPath, ["--test", "--test-reporter=tap", here("node-test.mjs")]);

    expect(stdout).toContain("# pass 3");
    expect(stdout).toContain("# fail 0");
  });

  it("work from CommonJS", async () => {
    const { stdout } = await run(process.execPath, [here("common-js.cjs")]);

    expect(stdout).toBe("ok\n");
  });
});
