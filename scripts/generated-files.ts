/** Compares generated files, which the command before has just remade, with what is committed. */
import { spawnSync } from "node:child_process";

// With a star in it, a pathspec has to match the whole path: a folder alone would match nothing.
const generated = [":(glob)packages/*/src/generated/**", "docs/coverage.md"];
/** What generated files are made of. */
const sources = ["openapi", "tools/codegen", ":(glob)packages/*/scripts/**", "packages/testing/src/behaviours"];

/** Lines of `git status` about some paths; undefined outside a checkout. */
function changesOf(root: string, paths: readonly string[]): string | undefined {
  const run = spawnSync("git", ["status", "--porcelain", "--", ...paths], { cwd: root, encoding: "utf8" });
  return run.status === 0 ? run.stdout.trimEnd() : undefined;
}

/**
 * In CI any difference fails. On a developer's machine it is right while the sources have changes that are not committed
 * either: they go into one commit, and the tests run before it.
 */
export function judgeGenerated(root: string, isCI: boolean): { isFine: boolean; text: string } {
  const changed = changesOf(root, generated);
  if (changed === undefined) return { isFine: true, text: "Not a git checkout: nothing to compare with." };
  if (changed === "") return { isFine: true, text: "All generated files are up to date." };
  if (!isCI && changesOf(root, sources) !== "")
    return { isFine: true, text: `These generated files are new: commit them together with the spec.\n${changed}` };
  return {
    isFine: false,
    text: `These generated files differ from what is committed:\n${changed}\n\nRun \`pnpm generate\` and commit them with the spec.`,
  };
}
