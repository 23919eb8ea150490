import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

it("passes under Node's own runner", async () => {
  const options = { cwd: import.meta.dirname };
  const args = ["--test", "--test-reporter=tap", "test/*.test.ts"];

  const { stdout } = await promisify(execFile)(process.execPath, args, options);

  expect(stdout).toContain("# pass 4");
  expect(stdout).toContain("# fail 0");
});
