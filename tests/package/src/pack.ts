import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { run } from "./run.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the tarballs, outside the workspace. */
    tarballs: string;
  }
}

const packages = fileURLToPath(new URL("../../../packages", import.meta.url));

/** Packs the three packages the way a release does, once for all tests; vitest calls this by name. */
export async function setup(project: TestProject): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "workos-kit-tarballs-"));
  for (const name of readdirSync(packages)) {
    const { code, output } = await run(join(packages, name), "pnpm", ["pack", "--pack-destination", folder]);
    if (code !== 0) throw new Error(`${name} could not be packed:\n${output}`);
  }
  project.provide("tarballs", folder);
}

export function teardown(): void {
  for (const name of readdirSync(tmpdir())) {
    if (name.startsWith("workos-kit-tarballs-")) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
