import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Consumer } from "./_consumers.ts";
import type { Figures } from "./_figures.ts";

/** What a fresh process measures of one consumer. */
export function compile(mode: "check" | "edit", { files, cursor }: Consumer): Figures {
  const script = fileURLToPath(new URL("_compile.ts", import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [script, mode, cursor, ...files], { encoding: "utf8" }));
}
