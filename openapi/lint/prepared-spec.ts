/** A copy of a small, faultless spec with some mistake made in it: what the tests of rules and bundler start from. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { lintSpec } from "../bundle/build-bundle.ts";

export type Edit = { file: string; find: string; put: string } | { file: string; text: string };

/** Path of the resource of the small spec. */
export const contacts = "resources/crm/contacts";

const source = fileURLToPath(new URL("small-spec", import.meta.url));

/** Copies a spec (the small one by default) to a new folder, makes the edits there, and removes it when disposed. */
export function preparedSpec(edits: readonly Edit[] = [], from: string = source): { folder: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), "spec-"));
  for (const part of ["openapi.yaml", "resources", "shared"])
    cpSync(join(from, part), join(folder, part), { recursive: true });
  for (const edit of edits) applyEdit(folder, edit);
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Makes one edit; throws when the text to replace is not there, so that a test cannot pass by doing nothing. */
export function applyEdit(folder: string, edit: Edit): void {
  const path = join(folder, edit.file);
  if ("text" in edit) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, edit.text);
    return;
  }
  const text = readFileSync(path, "utf8");
  if (!text.includes(edit.find)) throw new Error(`${edit.file} does not hold ${JSON.stringify(edit.find)}.`);
  writeFileSync(
    path,
    text.replace(edit.find, () => edit.put),
  );
}

/** What the linter says about the small spec with these edits, with paths from its folder. */
export async function lintWith(...edits: Edit[]): Promise<{ rule: string; message: string; at: string }[]> {
  using spec = preparedSpec(edits);
  const problems = await lintSpec(spec.folder);
  return problems.map(({ rule, message, file, line }) => ({
    rule,
    message,
    at: `${relative(spec.folder, file)}:${line}`,
  }));
}
