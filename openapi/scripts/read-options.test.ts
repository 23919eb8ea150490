import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

describe.each(["bundle.ts", "coverage.ts", "diff.ts", "docs.ts"])("%s", (name) => {
  const script = fileURLToPath(new URL(name, import.meta.url));

  it("says how it is used where it does not know an option, and does nothing", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--nope"], { encoding: "utf8" });

    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^✗ Unknown option '--nope'\. Usage: \S.+\n$/);
  });

  it("says how it is used when asked", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--help"], { encoding: "utf8" });

    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("[--");
  });
});
