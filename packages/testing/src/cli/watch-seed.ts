import { watch } from "node:fs";
import { basename, dirname } from "node:path";
import type { Mock } from "../mock.ts";
import { applySeed, type SeedData } from "../seed.ts";
import type { Snapshot } from "../world/store.ts";
import { readSeedFile } from "./seed-file.ts";

/** Fills a mock from a seed file, which becomes the state that a reset returns to. */
export async function seedFromFile(mock: Mock, file: string): Promise<void> {
  seedWith(mock, file, await readSeedFile(file));
}

function seedWith(mock: Mock, file: string, data: SeedData): void {
  try {
    applySeed(mock, data);
  } catch (error) {
    throw new Error(`The seed file ${file} is not usable: ${error instanceof Error ? error.message : String(error)}`);
  }
  mock.markAsStart();
}

interface WatchOptions {
  /** The state before the file was read. */
  readonly empty: Snapshot;
  readonly tell: (message: string) => void;
}

/**
 * Starts afresh whenever the seed file is saved. A file with a mistake changes nothing and says so. Returns the
 * function that stops watching.
 */
export function watchSeed(mock: Mock, file: string, { empty, tell }: WatchOptions): () => void {
  let timer: NodeJS.Timeout | undefined;
  const reload = async () => {
    try {
      // Read first: no request may find the mock empty, and nothing is thrown away for a file that cannot be read.
      const data = await readSeedFile(file);
      const before = mock.snapshot();
      try {
        mock.restore(empty);
        seedWith(mock, file, data);
      } catch (error) {
        mock.restore(before);
        throw error;
      }
      tell(`Seeded again from ${file}.`);
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
    }
  };
  // The folder and not the file: editors save by putting a new file in its place.
  const watcher = watch(dirname(file) || ".", (_, name) => {
    if (name !== basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), 50);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
