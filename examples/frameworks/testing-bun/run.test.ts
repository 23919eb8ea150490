import { execFile } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

// The wrapper's install script is not run: the program lies in the package of the platform, beside it in the store.
const store = dirname(realpathSync(join(import.meta.dirname, "node_modules/bun")));
const architecture = process.arch === "arm64" ? "aarch64" : process.arch;
const bun = join(store, `@oven/bun-${process.platform}-${architecture}/bin/bun`);

it.skipIf(!existsSync(bun) && process.env.REQUIRE_SERVICES !== "1")("passes under bun's own runner", async () => {
  // What bun reports goes to the error stream.
  const { stderr } = await promisify(execFile)(bun, ["test"], { cwd: import.meta.dirname });

  expect(stderr).toContain(" 4 pass");
  expect(stderr).toContain(" 0 fail");
});
