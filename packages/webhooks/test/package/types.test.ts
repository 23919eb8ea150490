import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
const folder = fileURLToPath(new URL("./consumer/", import.meta.url));

/** Compiles one file against the built package; throws with the compiler's words when it does not fit. */
function compile(file: string, module: "esnext" | "nodenext" | "node16" = "nodenext"): { types: number } {
  const resolution = module === "esnext" ? "bundler" : module;
  const flags = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", module];
  const output = execFileSync(
    process.execPath,
    [tsc, ...flags, "--moduleResolution", resolution, "--types", "node", "--extendedDiagnostics", file],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  return { types: Number(/^Types:\s+(\d+)/m.exec(output)?.[1]) };
}

describe("the built declarations", () => {
  it.each([
    ["switch", 600],
    ["handler", 600],
  ])("cost a file with one %s at most %i types", { timeout: 60_000 }, (file, most) => {
    const cost = compile(`${file}.ts`).types - compile("empty.ts").types;

    console.log(`one ${file}: ${cost} types`);
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThanOrEqual(most);
  });

  it.each(["esnext", "nodenext", "node16"] as const)(
    "take names by declaration merging, with %s",
    { timeout: 60_000 },
    (module) => {
      expect(compile("merge.ts", module).types).toBeGreaterThan(0);
    },
  );
});
