import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Log, LogLevel, Miniflare } from "miniflare";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What wrangler would deploy, and which modules it would leave to the runtime. */
export async function bundleWorker(): Promise<{ code: string; left: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "wrangler-"));
  const metafile = join(folder, "meta.json");
  // Only here: a package from the registry has no tsconfig of its own that could lead wrangler to its sources.
  const own = ["--tsconfig", "tsconfig.json"];
  const command = ["deploy", "--dry-run", "--minify", "--outdir", folder, "--metafile", metafile, ...own];
  // The banner asks the registry for news; settings and logs would go to the home of whoever runs the test.
  const still = { CI: "1", WRANGLER_HIDE_BANNER: "true", WRANGLER_SEND_METRICS: "false", XDG_CONFIG_HOME: folder };
  const env = { ...process.env, ...still };
  const wrangler = `${root}node_modules/wrangler/bin/wrangler.js`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [wrangler, ...command], { cwd: root, env });
  if (/warning/i.test(stdout + stderr)) throw new Error(stdout + stderr);
  const { outputs }: { outputs: Record<string, { imports: { path: string }[] }> } = JSON.parse(
    readFileSync(metafile, "utf8"),
  );
  const code = readFileSync(join(folder, "worker.js"), "utf8");
  rmSync(folder, { recursive: true });
  return { code, left: Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path)) };
}

/** What `wrangler.json` says of the runtime: the same in the test as in production. */
export function readConfiguration(): { compatibility_date: string; compatibility_flags?: string[] } {
  return JSON.parse(readFileSync(`${root}wrangler.json`, "utf8"));
}

/** Runs the Worker in workerd on a free port of this machine; a folder keeps its state for the next one. */
export async function startWorker(script: string, bindings: Record<string, string>, folder: string) {
  const { compatibility_date: compatibilityDate, compatibility_flags: compatibilityFlags = [] } = readConfiguration();
  const worker = new Miniflare({
    ...{ modules: true, script, compatibilityDate, compatibilityFlags, bindings },
    ...{ kvNamespaces: ["USERS"], kvPersist: `${folder}/kv` },
    ...{ d1Databases: ["CURSORS"], d1Persist: `${folder}/d1` },
    durableObjects: { SEEN_EVENTS: { className: "SeenEvent", useSQLite: true } },
    durableObjectsPersist: `${folder}/objects`,
    ...{ host: "127.0.0.1", port: 0, log: new Log(LogLevel.WARN) },
    // workerd complains of browsers that go away, which one test does on purpose.
    handleRuntimeStdio: (_output: Readable, errors: Readable) => {
      createInterface(errors).on("line", (line) => /disconnected|^stack:/.test(line) || console.error(line));
    },
    // Else it would ask the network where on earth it is.
    cf: false,
  });
  const url = (await worker.ready).origin;
  return {
    url,
    users: await worker.getKVNamespace("USERS"),
    /** What `wrangler d1 migrations apply` does. */
    async migrate() {
      const cursors = await worker.getD1Database("CURSORS");
      await cursors.exec(readFileSync(`${root}migrations/0001_cursors.sql`, "utf8"));
    },
    /** What a cron trigger does. */
    async scheduled() {
      return (await (await worker.getWorker()).scheduled({ cron: "*/5 * * * *" })).outcome;
    },
    stop: () => worker.dispose(),
  };
}
