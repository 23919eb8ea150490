import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, cp, mkdir, mkdtemp, readFile, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { freePort, type RunningServer, runServer } from "./run-server.ts";
import { servicePath } from "./service-path.ts";

const run = promisify(execFile);
// "nobody" on every Linux.
const nobody = 65_534;

/** How to start a PostgreSQL server. */
export interface PostgresOptions {
  /** The port, for a server that comes back where another one was. @default a free one */
  port?: number;
}

/** Starts an empty PostgreSQL server. It refuses to be root, so for root it runs as nobody. */
export async function startPostgres({ port }: PostgresOptions = {}): Promise<RunningServer> {
  const program = servicePath("postgres");
  if (program === undefined) throw new Error("Check servicePath() before starting a server.");
  const chosen = port ?? (await freePort());
  const uid = process.getuid?.() === 0 ? nobody : undefined;
  const folder = await mkdtemp(join(tmpdir(), "postgres-"));
  const data = join(folder, "data");
  await mkdir(data);
  if (uid !== undefined) await Promise.all([folder, data].map((each) => chown(each, uid, uid)));
  const { bin, env } = await prepareProgram(program, folder, uid !== undefined);

  const flags = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"];
  const identity = uid === undefined ? {} : { uid, gid: uid };
  await run(join(bin, "initdb"), flags, { cwd: folder, env: { ...process.env, ...env }, ...identity });
  const settings = ["listen_addresses=127.0.0.1", "fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  return runServer({
    command: [
      join(bin, "postgres"),
      "-D",
      data,
      "-p",
      String(chosen),
      "-k",
      folder,
      ...settings.flatMap((each) => ["-c", each]),
    ],
    ready: "database system is ready to accept connections",
    folder,
    port: chosen,
    url: `postgres://postgres@127.0.0.1:${chosen}/postgres`,
    env,
    uid,
  });
}

/**
 * Makes a program runnable. The embedded one ships without its symbolic links (registry packages cannot hold them), and
 * they belong beside the test, not into node_modules. Another user may not reach node_modules at all (it may lie below a
 * private home folder), so for root the program is copied.
 */
async function prepareProgram(
  program: string,
  folder: string,
  shouldCopy: boolean,
): Promise<{ bin: string; env: Record<string, string> }> {
  const native = dirname(dirname(program));
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return { bin: dirname(program), env: {} };
  const home = shouldCopy ? join(folder, "native") : native;
  if (shouldCopy) await cp(native, home, { recursive: true });
  const links = join(folder, "lib");
  await mkdir(links);
  const wanted: { source: string; target: string }[] = JSON.parse(await readFile(list, "utf8"));
  for (const { source, target } of wanted) {
    if (source.startsWith("native/lib/lib")) {
      await symlink(join(home, "lib", basename(source)), join(links, basename(target)));
    }
  }
  await chmod(folder, 0o755);
  return { bin: join(home, "bin"), env: { LD_LIBRARY_PATH: `${links}:${join(home, "lib")}` } };
}
