import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { chromiumPath } from "@workos-kit/test-services";
import { expect, it } from "vitest";

const playwright = join(dirname(createRequire(import.meta.url).resolve("@playwright/test/package.json")), "cli.js");

it.skipIf(chromiumPath() === undefined)("passes under Playwright in a real browser", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [playwright, "test", "--reporter=json"], {
    cwd: import.meta.dirname,
    maxBuffer: 20_000_000,
  });

  expect(JSON.parse(stdout).stats).toMatchObject({ expected: 6, unexpected: 0, flaky: 0, skipped: 0 });
});
