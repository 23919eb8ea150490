import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { consumers } from "./_consumers.ts";
import type { Figures } from "./_figures.ts";

/** What a fresh process measures of one consumer. */
export function compile(mode: "check" | "edit", name: string): Figures {
  const { file = "", cursor = "" } = consumers[name] ?? {};
  const script = fileURLToPath(new URL("_compile.ts", import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [script, mode, file, cursor], { encoding: "utf8" }));
}
