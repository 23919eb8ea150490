import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import type { Environment } from "../environment.ts";
import type { Mock } from "../mock.ts";
import { Random } from "../world/random.ts";
import type { WorldChange, WorldExport } from "../world/store.ts";

/** A line of the file: the whole of an environment, or one change of it. */
type Line =
  | { readonly environment: string; readonly state: WorldExport }
  | { readonly environment: string; readonly change: WorldChange };

/** Lines after which the file is written anew. */
const compactAfter = 100_000;

/**
 * Keeps a mock's state in a file. Each change is handed to the system before the request that caused it is answered,
 * so an answered request survives the process being killed. Returns the function that closes the file.
 */
export function persist(mock: Mock, file: string): () => void {
  if (existsSync(file)) replay(mock, readFileSync(file, "utf8"));
  let descriptor = rewrite(mock, file);
  let lines = 0;
  const rewriteNow = () => {
    closeSync(descriptor);
    descriptor = rewrite(mock, file);
    lines = 0;
  };
  const watch = (environment: Environment) => {
    const { name } = environment.world;
    environment.world.onChange((change) => {
      if ("isReplaced" in change || ++lines > compactAfter) rewriteNow();
      else writeSync(descriptor, `${JSON.stringify({ environment: name, change } satisfies Line)}\n`);
    });
  };
  for (const environment of mock.all) watch(environment);
  mock.onEnvironment = watch;
  return () => closeSync(descriptor);
}

/** Writes the present state beside the file and puts it in its place, so that a crash leaves one or the other. */
function rewrite(mock: Mock, file: string): number {
  const next = `${file}.next`;
  const states = [...mock.all].map((each): Line => ({ environment: each.world.name, state: each.export() }));
  writeFileSync(next, states.map((line) => `${JSON.stringify(line)}\n`).join(""));
  renameSync(next, file);
  return openSync(file, "a");
}

/** Reads the file; chance begins anew, or a seed would give the tokens again that are in use already. */
function replay(mock: Mock, text: string): void {
  for (const line of text.split("\n")) {
    const entry = parse(line);
    if (!entry) continue;
    const { world } = mock.environment(entry.environment);
    if ("state" in entry) world.import(entry.state);
    else world.apply(entry.change);
  }
  for (const { world } of mock.all) world.random.state = new Random().state;
}

/** The last line may be torn when the process was killed while writing it: its request was never answered. */
function parse(line: string): Line | undefined {
  try {
    return line === "" ? undefined : (JSON.parse(line) as Line);
  } catch {
    return undefined;
  }
}
