/**
 * Lints the spec, bundles it and writes `dist/openapi.json`. Nothing is written unless everything fits, so that a
 * mistake leaves the last good bundle, and what was generated from it, as it was.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { composeExamples, type Node } from "./compose-examples.ts";

const room = fileURLToPath(new URL("..", import.meta.url));
const cli = fileURLToPath(new URL("../node_modules/@redocly/cli/bin/cli.js", import.meta.url));
const quiet = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };

function redocly(args: string[], hint: string): void {
  const run = spawnSync(process.execPath, [cli, ...args], { cwd: room, env: quiet, encoding: "utf8" });
  if (run.status === 0) return;
  process.stderr.write(`${run.stdout}${run.stderr}\n✗ ${hint}\n`);
  process.exit(1);
}

function bundle(): void {
  const scratch = mkdtempSync(join(room, ".bundle-"));
  try {
    redocly(["lint", "openapi.yaml", "--config", "redocly.yaml"], "The spec does not pass its rules: mend the lines named above, then run `pnpm generate` again.");
    const source = join(scratch, "bundled.json");
    redocly(["bundle", "openapi.yaml", "--config", "redocly.yaml", "-o", source], "The spec could not be bundled: a reference above leads nowhere.");

    const complete = composeExamples(JSON.parse(readFileSync(source, "utf8")) as Node);
    const result = join(scratch, "openapi.json");
    writeFileSync(result, `${JSON.stringify(complete, null, 1)}\n`);
    redocly(["lint", result, "--config", "lint/bundle.yaml"], "An example does not fit its schema: look for the field in openapi/resources and mend its `examples`.");

    mkdirSync(join(room, "dist"), { recursive: true });
    renameSync(result, join(room, "dist/openapi.json"));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

bundle();
