import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

// The consumers import the built package by its name, as a user's code does.
describe("the types of a ten-line consumer", () => {
  it.each([
    ["by-function", 100],
    ["by-path", 500],
  ])(
    "cost little %s: at most %i instantiations, and nothing is read that only openapi-fetch's users need",
    async (consumer, limit) => {
      const file = fileURLToPath(new URL(`./consumers/${consumer}.ts`, import.meta.url));
      const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
      const flags =
        "--noEmit --strict --skipLibCheck --module nodenext --target es2022 --extendedDiagnostics --listFiles";

      const { stdout } = await promisify(execFile)(process.execPath, [tsc, ...flags.split(" "), file]);

      const instantiations = Number(stdout.match(/Instantiations:\s+(\d+)/)?.[1]);
      console.log(`${consumer}: ${instantiations} instantiations, ${stdout.match(/Types:\s+(\d+)/)?.[1]} types`);
      expect(instantiations).toBeLessThanOrEqual(limit);
      expect(instantiations).toBeGreaterThan(0);
      const read = [...stdout.matchAll(/\/dist\/([\w-]+)\.d\.c?ts$/gm)].map(([, name]) => name);
      expect(read).toContain("index");
      expect(read).not.toContain("types");
    },
    60_000,
  );
});
