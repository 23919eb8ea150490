import { readFile } from "node:fs/promises";
import type { SeedData } from "../seed.ts";

/** Reads a seed from JSON or YAML, by the file's ending. */
export async function readSeedFile(file: string): Promise<SeedData> {
  const content = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Error(`The seed file ${file} cannot be read (${error.code}).`);
  });
  // Editors of Windows begin a file with a mark that no parser of JSON takes.
  const text = content.replace(/^\uFEFF/, "");
  const isYaml = /\.ya?ml$/i.test(file);
  try {
    const data: unknown = isYaml ? (await import("yaml")).parse(text) : JSON.parse(text);
    if (typeof data !== "object" || data === null || Array.isArray(data))
      throw new Error("it must be a map of resources");
    return data as SeedData;
  } catch (error) {
    // The parser of YAML shows the place below its sentence, with a colon between.
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new Error(`The seed file ${file} is not usable: ${reason.replace(/[:.]$/, "")}.`);
  }
}
