import { closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import type { Environment } from "../environment.ts";
import type { Mock } from "../mock.ts";
import { checkExport } from "../world/check-export.ts";
import { Random } from "../world/random.ts";
import type { WorldChange, WorldExport } from "../world/store.ts";
import { lockState } from "./state-lock.ts";

/** A line of the file: the whole of an environment, or what was changed of it at once, which a crash must not part. */
type Line =
  | { readonly environment: string; readonly state: WorldExport }
  | { readonly environment: string; readonly changes: readonly WorldChange[] };

/** Lines after which the file is written anew. */
const compactAfter = 100_000;

/**
 * Keeps a mock's state in a file. What a request changes is handed to the system before it is answered, an object together
 * with its events, so an answered request survives the process being killed. Returns the function that closes the file.
 * Once it cannot be written any more, `onFailure` is called before the answer leaves.
 *
 * @throws TypeError when the file holds something else, or is another process's; it is then left as it is.
 */
export function persist(mock: Mock, path: string, onFailure: (error: unknown) => void = rethrow): () => void {
  // Putting a new file in the place of a link would part it from what it leads to.
  const file = existsSync(path) ? realpathSync(path) : path;
  const unlock = lockState(file);
  try {
    const close = open(mock, file, onFailure);
    return () => {
      close();
      unlock();
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function rethrow(error: unknown): never {
  throw error;
}

function open(mock: Mock, file: string, onFailure: (error: unknown) => void): () => void {
  if (existsSync(file)) replay(mock, readFileSync(file, "utf8"));
  let descriptor = rewrite(mock, file);
  let lines = 0;
  let isReplaced = false;
  let isClosed = false;
  const pending = new Map<string, WorldChange[]>();
  const write = () => {
    if ((pending.size === 0 && !isReplaced) || isClosed) return;
    if (isReplaced || lines + pending.size > compactAfter) {
      closeSync(descriptor);
      descriptor = rewrite(mock, file);
      lines = 0;
    } else
      for (const [environment, changes] of pending) {
        writeFileSync(descriptor, `${JSON.stringify({ environment, changes } satisfies Line)}\n`);
        lines++;
      }
    pending.clear();
    isReplaced = false;
  };
  const writeLater = () => {
    try {
      write();
    } catch (error) {
      isClosed = true;
      onFailure(error);
    }
  };
  const watch = (environment: Environment) => {
    const { name } = environment.world;
    environment.world.onChange((change) => {
      // Runs when the behaviour has done its work, and before its answer can leave.
      if (pending.size === 0) queueMicrotask(writeLater);
      if ("isReplaced" in change) isReplaced = true;
      const changes = pending.get(name);
      if (changes) changes.push(change);
      else pending.set(name, [change]);
    });
  };
  for (const environment of mock.all) watch(environment);
  mock.onEnvironment = watch;
  mock.onRemoval = (environment) => {
    // A request under way must not bring it back.
    environment.world.onChange(() => {});
    pending.delete(environment.world.name);
    isReplaced = true;
    queueMicrotask(writeLater);
  };
  return () => {
    if (isClosed) return;
    write();
    isClosed = true;
    closeSync(descriptor);
  };
}

/** Writes the present state beside the file and puts it in its place, so that a crash leaves one or the other. */
function rewrite(mock: Mock, file: string): number {
  const next = `${file}.next`;
  const states = [...mock.all].map((each): Line => ({ environment: each.world.name, state: each.export() }));
  // Secrets of webhook endpoints and tokens stand in it.
  writeFileSync(next, states.map((line) => `${JSON.stringify(line)}\n`).join(""), { mode: 0o600 });
  renameSync(next, file);
  return openSync(file, "a");
}

/** Reads the file; chance begins anew, or a seed would give the tokens again that are in use already. */
function replay(mock: Mock, text: string): void {
  const lines = text.split("\n");
  // The last line may be torn when the process was killed while writing it: its request was never answered.
  const torn = lines.pop();
  for (const [index, line] of lines.entries()) replayLine(mock, line, index + 1);
  if (lines.length === 0 && torn !== undefined && torn.trim() !== "") throw notState(1);
  for (const { world } of mock.all) world.random.state = new Random().state;
}

function replayLine(mock: Mock, text: string, number: number): void {
  const line = parse(text);
  if (!line) throw notState(number);
  const { world } = mock.environment(line.environment);
  if ("state" in line) {
    world.import(checkExport(line.state));
    return;
  }
  try {
    for (const change of line.changes) world.apply(change);
  } catch {
    throw notState(number);
  }
}

/** A line of another file would be lost when the state is written in its place. */
function notState(number: number): TypeError {
  return new TypeError(`Line ${number} is not what a mock writes: this is another file, or a damaged one.`);
}

function parse(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("environment" in value)) return undefined;
    const isLine =
      typeof value.environment === "string" &&
      ("state" in value || ("changes" in value && Array.isArray(value.changes)));
    return isLine ? (value as Line) : undefined;
  } catch {
    return undefined;
  }
}
