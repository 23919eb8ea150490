import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Log, LogLevel, Miniflare } from "miniflare";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What wrangler would deploy, and which modules it would leave to the runtime. */
export async function bundleWorker(): Promise<{ code: string; left: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [`${root}src/worker.ts`],
    bundle: true,
    format: "esm",
    minify: true,
    // As wrangler does: no platform of its own, and the conditions of Workers.
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:workers"],
    // Only here: a package from the registry has no tsconfig that could lead esbuild to its sources.
    tsconfigRaw: {},
    write: false,
    logLevel: "error",
    metafile: true,
    outdir: "dist",
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return { code: outputFiles[0]?.text ?? "", left: imports.map(({ path }) => path) };
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
    durableObjects: { SEEN_EVENTS: { className: "SeenEvent", useSQLite: true } },
    durableObjectsPersist: `${folder}/objects`,
    ...{ host: "127.0.0.1", port: 0, log: new Log(LogLevel.WARN) },
    // Else it would ask the network where on earth it is.
    cf: false,
  });
  const url = (await worker.ready).origin;
  return { url, users: await worker.getKVNamespace("USERS"), stop: () => worker.dispose() };
}
