/** Something to measure: one operation, sync or async. */
export type Subject = () => unknown;

/** What came of one subject. */
export interface Measurement {
  readonly name: string;
  readonly opsPerSecond: number;
  /** Processor time of all threads for one operation, in microseconds: the steadiest figure on a shared machine. */
  readonly cpuMicros: number;
  /**
   * How many operations fit into the processor time of one operation of the first subject's: medians of ratios, each
   * taken inside one round, so that the machine's load cancels out.
   */
  readonly ratio: number;
}

interface Sample {
  readonly opsPerSecond: number;
  readonly cpuMicros: number;
}

async function sample(subject: Subject, roundMs: number): Promise<Sample> {
  let count = 0;
  const cpuBefore = process.cpuUsage();
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
  const cpu = process.cpuUsage(cpuBefore);
  return { opsPerSecond: (count * 1000) / (now - start), cpuMicros: (cpu.user + cpu.system) / count };
}

/** The middle one; of an even number the upper of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Measures subjects in turn, round by round. The first is what the others are compared with. */
export async function interleave(
  subjects: Readonly<Record<string, Subject>>,
  { roundMs = 20, rounds = 41 } = {},
): Promise<Measurement[]> {
  const entries = Object.entries(subjects);
  const samples = entries.map((): Sample[] => []);
  for (const [, subject] of entries) await sample(subject, roundMs);
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, subject]] of entries.entries()) samples[index]?.push(await sample(subject, roundMs));
  }
  const base = samples[0] ?? [];
  return entries.map(([name], index) => {
    const own = samples[index] ?? [];
    return {
      name,
      opsPerSecond: median(own.map((each) => each.opsPerSecond)),
      cpuMicros: median(own.map((each) => each.cpuMicros)),
      ratio: median(own.map((each, round) => (base[round]?.cpuMicros ?? Number.NaN) / each.cpuMicros)),
    };
  });
}

/** Prints one table. */
export function print(title: string, measurements: readonly Measurement[]): void {
  console.log(`\n${title}`);
  for (const { name, opsPerSecond, cpuMicros, ratio } of measurements) {
    const ops = `${Math.round(opsPerSecond).toLocaleString("en")}/s`.padStart(10);
    console.log(`  ${name.padEnd(46)} ${ops} ${cpuMicros.toFixed(1).padStart(8)} µs CPU  ${ratio.toFixed(3)}x`);
  }
}

/** Prints whether a goal is reached; a benchmark on a shared machine informs, it does not fail. */
export function goal(words: string, value: number, least: number): void {
  console.log(`  ${value >= least ? "✓" : "✗"} ${words}: ${value.toFixed(2)} (goal ${least})`);
}
