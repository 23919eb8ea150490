import { globSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// The innermost package that a bundled file belongs to, below its store or not.
const owner = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/**
 * Writes the licences of what a package carries in its bundles to `dist/THIRD-PARTY-NOTICES.txt`: they ask to be passed
 * on. What is carried is read from the bundler's own reports, which are removed.
 */
export function writeNotices(packageFolder: string): void {
  const dist = join(packageFolder, "dist");
  const reports = globSync(join(dist, "metafile-*.json"));
  if (reports.length === 0)
    throw new Error(`There is no report of the bundler in ${dist}: set metafile in tsup.config.ts.`);
  const folders = new Set(reports.flatMap(bundledFolders).map((folder) => join(packageFolder, folder)));
  const notices = [...folders].map(noticeOf).sort();
  writeFileSync(join(dist, "THIRD-PARTY-NOTICES.txt"), `${notices.join(`\n${"-".repeat(80)}\n\n`)}`);
  for (const report of reports) rmSync(report);
}

function bundledFolders(report: string): string[] {
  const { outputs }: { outputs: Record<string, { inputs: Record<string, unknown> }> } = JSON.parse(
    readFileSync(report, "utf8"),
  );
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  return files.flatMap((file) => owner.exec(file)?.[0] ?? []);
}

/** Name, version and licence of a package; fails for one that does not say its terms, which must not be carried. */
export function noticeOf(folder: string): string {
  const { name, version }: Record<string, string> = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence file: it cannot be bundled.`);
  return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}
