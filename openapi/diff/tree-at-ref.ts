/** The spec and the changesets as they were at a git ref, in a folder of their own. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";

export class UnknownRefError extends Error {
  override readonly name = "UnknownRefError";
}

/**
 * Writes the files to a new folder and removes it when disposed. An index of its own leaves that of the repository,
 * and the working tree, as they are.
 */
export function treeAtRef(repository: string, ref: string): { folder: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), "spec-at-ref-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const git = (args: string[], input?: string) =>
    execFileSync("git", args, {
      cwd: repository,
      env: { ...process.env, GIT_INDEX_FILE: join(folder, ".index") },
      input,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "pipe"],
    });
  try {
    const commit = git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]).trim();
    git(["read-tree", commit]);
    const files = git([
      "ls-files",
      "-z",
      "--",
      "openapi/openapi.yaml",
      "openapi/resources",
      "openapi/shared",
      ".changeset",
    ]);
    git(["checkout-index", `--prefix=${folder}${sep}`, "-z", "--stdin"], files);
  } catch (cause) {
    remove();
    throw new UnknownRefError(`git knows no commit \`${ref}\`: give a branch, a tag or a hash, and fetch it first.`, {
      cause,
    });
  }
  return { folder, [Symbol.dispose]: remove };
}
