import type { BaseRow, TableDefinition } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";

/** What every row with a mailed code has. */
export interface OneTimeCode extends BaseRow {
  readonly code: string;
  readonly expires_at: string;
  readonly is_used: boolean;
  /** A newer code took its place. */
  readonly is_replaced: boolean;
  readonly failures: number;
}

/** Lifetime of the codes in mails and text messages (facts: behaviours 11). */
export const codeLifetimeMs = 10 * 60 * 1000;
/** The number is not documented (facts: behaviours 9). */
const greatestFailures = 10;

/** The fields of a fresh code. */
export function freshCode(world: World): Pick<OneTimeCode, Exclude<keyof OneTimeCode, keyof BaseRow>> {
  const expires_at = world.clock.iso(codeLifetimeMs);
  return { code: world.random.digits(6), expires_at, is_used: false, is_replaced: false, failures: 0 };
}

/** Retires the codes that a newer one replaces; used ones stay known as used. */
export function replaceCodes<Row extends OneTimeCode, Wire>(
  world: World,
  table: TableDefinition<Row, Wire>,
  where: Readonly<Record<string, string>>,
): void {
  const patch = { is_replaced: true } as Partial<Row>; // a field of every OneTimeCode
  for (const row of world.rows(table, { where })) if (!row.is_replaced) world.update(table, row.id, patch);
}

/** What came of a try. */
export type Verdict<Row> =
  | { readonly kind: "right"; readonly row: Row }
  | { readonly kind: "incorrect" | "expired" | "used" | "too_many" | "none" };

/**
 * Tries a code against those that were sent. A wrong one counts against the newest; a right one is spent by
 * {@link spendCode}, once nothing else can go wrong.
 */
export function tryCode<Row extends OneTimeCode, Wire>(
  world: World,
  table: TableDefinition<Row, Wire>,
  where: Readonly<Record<string, string>>,
  code: string,
): Verdict<Row> {
  const rows = world.rows(table, { where });
  const newest = rows.at(-1);
  if (!newest) return { kind: "none" };
  if (newest.failures >= greatestFailures) return { kind: "too_many" };
  const row = rows.findLast((each) => each.code === code && (!each.is_replaced || each.is_used));
  if (!row) {
    const patch = { failures: newest.failures + 1 } as Partial<Row>; // a field of every OneTimeCode
    world.update(table, newest.id, { ...patch, updated_at: newest.updated_at });
    return { kind: "incorrect" };
  }
  if (row.is_used) return { kind: "used" };
  if (Date.parse(row.expires_at) <= world.clock.now()) return { kind: "expired" };
  return { kind: "right", row };
}

export function spendCode<Row extends OneTimeCode, Wire>(
  world: World,
  table: TableDefinition<Row, Wire>,
  id: string,
): void {
  world.update(table, id, { is_used: true } as Partial<Row>); // a field of every OneTimeCode
}
