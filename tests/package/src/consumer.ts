import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { inject } from "vitest";
import { type Outcome, run } from "./run.ts";

export type PackageName = "client" | "testing" | "webhooks";

/** A fresh project outside the workspace, with some of the tarballs installed. */
export interface Consumer extends AsyncDisposable {
  readonly folder: string;
  /** Writes files, then runs one of them with the Node of this process. */
  execute(file: string, content: string): Promise<Outcome>;
  write(file: string, content: string): void;
}

const require = createRequire(import.meta.url);
/** What the packages need from elsewhere. Linked from the workspace, so that installing asks no registry. */
const thirdParty = ["jose", "iron-webcrypto", "msw"];

export function tarballOf(name: PackageName): string {
  const folder = inject("tarballs");
  const file = readdirSync(folder).find((entry) => entry.startsWith(`workos-kit-${name}-`));
  if (file === undefined) throw new Error(`There is no tarball of ${name}.`);
  return join(folder, file);
}

/** Installs tarballs with pnpm into an empty project. */
export async function createConsumer(wanted: readonly PackageName[], extra: readonly string[] = []): Promise<Consumer> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "workos-kit-consumer-")));
  const write = (file: string, content: string) => writeFileSync(join(folder, file), content);
  const all: readonly PackageName[] = ["client", "testing", "webhooks"];
  const local = Object.fromEntries(all.map((name) => [`@workos-kit/${name}`, `file:${tarballOf(name)}`]));
  const linked = Object.fromEntries(thirdParty.map((name) => [name, `link:${folderOf(name)}`]));
  const dependencies = Object.fromEntries([
    ...wanted.map((name) => [`@workos-kit/${name}`, local[`@workos-kit/${name}`]]),
    ...extra.map((name) => [name, linked[name]]),
  ]);
  write("package.json", JSON.stringify({ name: "consumer", private: true, dependencies }));
  write(
    "pnpm-workspace.yaml",
    JSON.stringify({ packages: ["."], overrides: { ...local, ...linked }, autoInstallPeers: false }),
  );

  const { code, output } = await run(folder, "pnpm", ["install", "--offline", "--ignore-scripts"]);
  if (code !== 0) throw new Error(`The consumer could not be installed:\n${output}`);
  return {
    folder,
    write,
    execute: (file, content) => {
      write(file, content);
      return run(folder, process.execPath, [file]);
    },
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Root folder of a package that this workspace has installed. */
function folderOf(name: string): string {
  const entry = realpathSync(require.resolve(name));
  const marker = `node_modules${sep}${name.replace("/", sep)}`;
  const end = entry.lastIndexOf(marker);
  return end === -1 ? dirname(entry) : entry.slice(0, end + marker.length);
}
