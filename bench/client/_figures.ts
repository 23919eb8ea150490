import { median } from "../_interleave.ts";
import { consumers, nothing, peer } from "./_consumers.ts";
import type { Row } from "./_table.ts";

export type Figures = Readonly<Record<string, number>>;

/** Medians of every consumer over rounds that take turns. */
export async function measure(rounds: number, sample: (name: string) => Figures | Promise<Figures>) {
  const samples = new Map(Object.keys(consumers).map((name) => [name, [] as Figures[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, all] of samples) all.push(await sample(name));
  }
  return (name: string, key: string) => median((samples.get(name) ?? []).map((each) => each[key] ?? Number.NaN));
}

export type Figure = Awaited<ReturnType<typeof measure>>;

/** Rows against the peer; `floor` is taken off both. The goals are ours, and not openapi-fetch's. */
export function rowsOf(
  figure: Figure,
  key: string,
  goal: { most?: Readonly<Record<string, number>>; mostRatio?: number; floor?: number } = {},
): Row[] {
  const { most = {}, mostRatio, floor = 0 } = goal;
  const ours = Object.keys(consumers).filter((name) => name !== peer && name !== nothing);
  return ours.map((what) => ({
    what,
    ours: figure(what, key) - floor,
    peer: figure(peer, key) - floor,
    ...(most[what] === undefined ? {} : { most: most[what] }),
    ...(what === "openapi-fetch" || mostRatio === undefined ? {} : { mostRatio }),
  }));
}
