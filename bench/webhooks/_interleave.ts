/** Something to measure: one operation, sync or async. */
export type Subject = () => unknown;

/** What came of one subject. */
export interface Measurement {
  readonly name: string;
  readonly opsPerSecond: number;
  /** Median of the ratios to the first subject, each taken inside one round, so that the machine's load cancels out. */
  readonly ratio: number;
}

const roundMs = 15;
const rounds = 41;

async function opsPerSecond(subject: Subject): Promise<number> {
  let count = 0;
  const start = performance.now();
  let now = start;
  while (now - start < roundMs) {
    for (let turn = 0; turn < 8; turn++) {
      const result = subject();
      // A synchronous subject is not made to wait for a promise it does not return.
      if (result instanceof Promise) await result;
      count += 1;
    }
    now = performance.now();
  }
  return (count * 1000) / (now - start);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Measures subjects in turn, round by round. The first is what the others are compared with. */
export async function interleave(subjects: Readonly<Record<string, Subject>>): Promise<Measurement[]> {
  const entries = Object.entries(subjects);
  const samples = entries.map(() => [] as number[]);
  for (const [, subject] of entries) await opsPerSecond(subject);
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, subject]] of entries.entries()) samples[index]?.push(await opsPerSecond(subject));
  }
  const base = samples[0] ?? [];
  return entries.map(([name], index) => {
    const own = samples[index] ?? [];
    return { name, opsPerSecond: median(own), ratio: median(own.map((value, round) => value / (base[round] ?? 1))) };
  });
}

/** Prints one table. */
export function print(title: string, measurements: readonly Measurement[]): void {
  console.log(`\n${title}`);
  for (const { name, opsPerSecond: ops, ratio } of measurements) {
    console.log(`  ${name.padEnd(52)} ${Math.round(ops).toLocaleString("en").padStart(10)}/s  ${ratio.toFixed(3)}x`);
  }
}

/** Prints whether a goal is reached; a benchmark on a shared machine informs, it does not fail. */
export function goal(words: string, value: number, least: number): void {
  console.log(`  ${value >= least ? "✓" : "✗"} ${words}: ${value.toFixed(2)} (goal ${least})`);
}
