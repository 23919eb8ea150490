/** Checks by title. A check fails by throwing. */
export type Suite = Readonly<Record<string, () => unknown>>;

/** What a runtime reports, as one line of JSON. */
export interface Report {
  readonly who: string;
  readonly total: number;
  readonly failed: readonly string[];
}

/** Runs every check and tells which failed, and why. */
export async function runSuite(suite: Suite): Promise<Report> {
  const failed: string[] = [];
  for (const [title, check] of Object.entries(suite)) {
    try {
      await check();
    } catch (error) {
      failed.push(`${title}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { who: nameOfRuntime(), total: Object.keys(suite).length, failed };
}

/** Compares by JSON, which every runtime writes alike. */
export function equal(actual: unknown, expected: unknown): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`expected ${right}, got ${left}`);
}

/** Expects a rejection, and returns what was thrown. */
export async function rejection(attempt: () => unknown): Promise<unknown> {
  try {
    await attempt();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

function nameOfRuntime(): string {
  const { Bun, Deno, process, navigator } = globalThis as {
    Bun?: { version: string };
    Deno?: { version: { deno: string } };
    process?: { version: string };
    navigator?: { userAgent: string };
  };
  if (Bun) return `Bun ${Bun.version}`;
  if (Deno) return `Deno ${Deno.version.deno}`;
  const browser = navigator?.userAgent.match(/Chrom\w+\/[\d.]+|Cloudflare-Workers/)?.[0];
  return browser ?? `Node ${process?.version}`;
}
