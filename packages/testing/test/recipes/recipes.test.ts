import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const here = (name: string) => new URL(name, import.meta.url).pathname;
// Recipes use the package as its users do: built. Those of the test runners are in examples/testing-*.
const isBuilt = existsSync(here("../../dist/index.js"));

describe.skipIf(!isBuilt)("the recipes", () => {
  it("work from CommonJS", async () => {
    const { stdout } = await run(process.execPath, [here("common-js.cjs")]);

    expect(stdout).toBe("ok\n");
  });
});
