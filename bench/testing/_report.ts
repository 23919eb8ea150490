import { median } from "../_interleave.ts";

/** Prints one figure, with its goal where there is one; a benchmark on a shared machine informs, it does not fail. */
export function note(
  what: string,
  value: number,
  unit: string,
  goal?: { readonly most?: number; readonly least?: number },
) {
  const digits = value < 10 ? 2 : 0;
  const text = `${value.toFixed(digits)} ${unit}`.padStart(14);
  console.log(`  ${mark(value, goal)} ${what.padEnd(52)} ${text}${goal ? `  (${words(goal, unit)})` : ""}`);
}

function mark(value: number, goal: { most?: number; least?: number } | undefined): string {
  if (!goal) return " ";
  return value <= (goal.most ?? Number.POSITIVE_INFINITY) && value >= (goal.least ?? 0) ? "✓" : "✗";
}

function words({ most, least }: { most?: number; least?: number }, unit: string): string {
  return most === undefined ? `goal: at least ${least} ${unit}` : `goal: at most ${most} ${unit}`;
}

/** Microseconds of processor time of one call: the median of several rounds, the first of which warms up. */
export async function cost(rounds: number, calls: number, run: (index: number) => unknown): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const before = process.cpuUsage();
    for (let index = 0; index < calls; index++) await run(index);
    const { user, system } = process.cpuUsage(before);
    if (round > 0) samples.push((user + system) / calls);
  }
  return median(samples);
}
