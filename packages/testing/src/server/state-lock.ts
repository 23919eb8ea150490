import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";

/**
 * Makes sure that no other process keeps its state in a file: each would write it anew, and what the other answered
 * would be lost. Returns the function that lets go of it. What a process that was killed left behind does not count.
 *
 * @throws TypeError when another one has the file.
 */
export function lockState(file: string): () => void {
  const lock = `${file}.lock`;
  for (;;) {
    try {
      writeFileSync(lock, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: "wx" });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const owner = ownerOf(lock);
    if (owner !== undefined)
      throw new TypeError(`Process ${owner} keeps its state there: stop it, or remove ${lock} if it is no mock.`);
    rmSync(lock, { force: true });
  }
}

/** The process that has a lock, if it is alive. One of another machine, such as a container, cannot be asked. */
function ownerOf(lock: string): number | undefined {
  const pid = pidIn(lock);
  // In a container each run has the same few numbers: one's own was left behind.
  if (pid === undefined || pid === process.pid) return undefined;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    // It may be somebody else's, and alive.
    return error instanceof Error && "code" in error && error.code === "EPERM" ? pid : undefined;
  }
}

function pidIn(lock: string): number | undefined {
  try {
    const { pid, host }: { pid?: unknown; host?: unknown } = JSON.parse(readFileSync(lock, "utf8"));
    return Number.isInteger(pid) && Number(pid) > 0 && host === hostname() ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}
