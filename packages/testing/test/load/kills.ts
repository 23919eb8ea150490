import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random } from "../../src/world/random.ts";
import { type CliRun, startCli } from "../start-cli.ts";
import { eventsOf, openBook, organizationsOf } from "./ledger-of-answers.ts";

/** What a run with kills came to. */
export interface KillsResult {
  readonly kills: number;
  /** Writes that were answered, and those that were under way when the server was killed. */
  readonly answered: number;
  readonly unanswered: number;
  readonly organizations: number;
  /** What was answered and is not there, or is there and was not asked for. */
  readonly failures: readonly string[];
}

/**
 * Starts the server on one file again and again, writes over many connections, kills it in the middle with `kill -9`, and
 * compares what it has when it is back with what it had answered.
 */
export async function kills(count: number, connections = 50, seed = "kills"): Promise<KillsResult> {
  const folder = await mkdtemp(join(tmpdir(), "workos-kills-"));
  const file = join(folder, "state.jsonl");
  const random = new Random(seed);
  const book = openBook();
  const failures: string[] = [];
  const check = async (url: string) => {
    book.compare(await organizationsOf(url), await eventsOf(url), (failure) => failures.push(failure));
  };
  try {
    for (let kill = 0; kill < count; kill++) {
      const run = startCli("--port", "0", "--persist", file, "--json");
      if (kill % 4 === 3) {
        // In the middle of the start, in which the file is read and written anew.
        const timer = setTimeout(() => run.child.kill("SIGKILL"), random.next() % 400);
        await run.exit;
        clearTimeout(timer);
        continue;
      }
      const { url } = await run.ready;
      await check(url);
      await writeUntilKilled(run, url, random, book, connections);
    }
    const last = startCli("--port", "0", "--persist", file, "--json");
    const { url } = await last.ready;
    await check(url);
    last.child.kill("SIGTERM");
    const code = await last.exit;
    if (code !== 0) failures.push(`The last run ended with ${code}: ${last.errors()}`);
  } finally {
    await rm(folder, { recursive: true });
  }
  return { kills: count, ...book.totals(), failures };
}

/** Every connection writes one thing after the other, until the server is gone. */
async function writeUntilKilled(
  run: CliRun,
  url: string,
  random: Random,
  book: ReturnType<typeof openBook>,
  connections: number,
): Promise<void> {
  // Now in the first answers, now under full load; by the count of answers, or at any moment between two of them.
  let left = 1 + (random.next() % 400);
  const delayMs = random.next() % 2 === 0 ? random.next() % 4 : undefined;
  const kill = () => void run.child.kill("SIGKILL");
  const onAnswer = () => {
    if (--left !== 0) return;
    if (delayMs === undefined) kill();
    else setTimeout(kill, delayMs);
  };
  const connection = async (owner: number) => {
    while (await book.write(url, owner, random.next())) onAnswer();
  };
  await Promise.all([run.exit, ...Array.from({ length: connections }, (_, owner) => connection(owner))]);
}
