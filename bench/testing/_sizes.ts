import { createMock } from "@workos-kit/testing";
import { interleave, type Subject } from "../_interleave.ts";
import { note } from "./_report.ts";

const headers = { authorization: "Bearer sk_test_default" };
const base = "https://api.workos.com";
const sizes = [1_000, 100_000, 1_000_000];

const idOf = (index: number) => `org_${String(index).padStart(8, "0")}`;

function row(index: number) {
  const [created_at, updated_at] = ["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z"];
  const names = { object: "organization", id: idOf(index), name: `Organization ${index}`, external_id: null };
  return { ...names, metadata: {}, created_at, updated_at };
}

function heapInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Rows the way a state file gives them: strings that were read, not strings that were put together. */
function readRows(size: number) {
  return JSON.parse(JSON.stringify(Array.from({ length: size }, (_, index) => row(index))));
}

/** A mock of some size, and what a row of it takes. */
function filled(size: number) {
  const before = heapInUse();
  const mock = createMock({ journalLimit: 10 });
  mock.import({ version: 1, tables: { organizations: readRows(size) }, cells: {} });
  return { mock, size, bytesPerRow: (heapInUse() - before) / size };
}

/**
 * The same questions to mocks of three sizes, which live side by side: one heap, rounds in turn, processor time. So
 * neither the collector nor the order of measuring tells on one size alone.
 */
export async function measureSizes(): Promise<void> {
  const mocks = sizes.map(filled);
  for (const { size, bytesPerRow } of mocks.slice(1))
    note(`memory per row at ${size.toLocaleString("en")} rows`, bytesPerRow, "bytes");
  const questions: Record<string, (one: (typeof mocks)[number], turn: number) => string> = {
    "get by id": ({ size }) => `/organizations/${idOf(size / 2)}`,
    "get by id, another row each time": ({ size }, turn) => `/organizations/${idOf((turn * 7919) % size)}`,
    "list page in the middle": ({ size }) => `/organizations?after=${idOf(size / 2)}`,
  };
  for (const [what, question] of Object.entries(questions)) {
    console.log(`\n${what}`);
    let turn = 0;
    const ask = (one: (typeof mocks)[number]): [string, Subject] => [
      `${one.size.toLocaleString("en")} rows`,
      () => one.mock.fetch(`${base}${question(one, ++turn)}`, { headers }),
    ];
    const measured = await interleave(Object.fromEntries(mocks.map(ask)), { roundMs: 30, rounds: 21 });
    for (const { name, cpuMicros } of measured) note(name, cpuMicros, "µs");
    // Rows that were not touched lately are in no cache of the processor: that is the machine's share, without a goal.
    const goal = what.includes("another") ? undefined : { most: 1.2 };
    for (const { name, ratio } of measured.slice(1)) note(`  ${name} against 1,000`, 1 / ratio, "×", goal);
  }
}
