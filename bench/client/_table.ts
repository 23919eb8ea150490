/** One figure of ours beside a peer's, and what was promised of it. */
export interface Row {
  readonly what: string;
  readonly ours: number;
  /** The peer's figure of the same run, where there is one. */
  readonly peer?: number;
  /** The greatest figure promised: of ours as it is, or of its ratio to the peer's. Rows without one inform. */
  readonly most?: number;
  readonly mostRatio?: number;
}

/** Prints figures beside the peer's with target and verdict. A benchmark informs: it does not fail. */
export function printTable(title: string, unit: string, rows: readonly Row[]): void {
  const cells = rows.map(({ what, ours, peer, most, mostRatio }) => {
    const ratio = peer === undefined ? Number.NaN : ours / peer;
    const verdicts = [most === undefined || ours <= most, mostRatio === undefined || ratio <= mostRatio];
    const targets = [
      most === undefined ? [] : `≤ ${format(most)} ${unit}`,
      mostRatio === undefined ? [] : `≤ ${format(mostRatio)}x`,
    ].flat();
    return [
      what,
      `${format(ours)} ${unit}`,
      peer === undefined ? "" : `${format(peer)} ${unit}`,
      peer === undefined ? "" : `${format(ratio)}x`,
      targets.join(", "),
      targets.length === 0 ? "" : verdicts.every(Boolean) ? "met" : "not met",
    ];
  });
  const table = [[title, "ours", "peer", "ratio", "target", ""], ...cells];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  console.log("");
  for (const row of table) {
    const padded = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    console.log(padded.join("  ").trimEnd());
  }
}

function format(value: number): string {
  const digits = Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : Math.abs(value) < 1000 ? 1 : 0;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
