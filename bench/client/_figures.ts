import { median } from "../_interleave.ts";
import { type Consumer, nothing, peer } from "./_consumers.ts";
import type { Row } from "./_table.ts";

export type Figures = Readonly<Record<string, number>>;

export interface Figure {
  /** The consumers that were measured. */
  readonly names: readonly string[];
  /** The median of one consumer. */
  of(name: string, key: string): number;
}

/** Measures consumers over rounds that take turns. */
export async function measure(
  consumers: Readonly<Record<string, Consumer>>,
  rounds: number,
  sample: (consumer: Consumer, name: string) => Figures | Promise<Figures>,
): Promise<Figure> {
  const names = Object.keys(consumers);
  const samples = new Map(names.map((name) => [name, [] as Figures[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, consumer] of Object.entries(consumers)) samples.get(name)?.push(await sample(consumer, name));
  }
  const of = (name: string, key: string) => median((samples.get(name) ?? []).map((each) => each[key] ?? Number.NaN));
  return { names, of };
}

/** Rows against the peer; `floor` is taken off both. The goals are ours, and not openapi-fetch's. */
export function rowsOf(
  figure: Figure,
  key: string,
  goal: { most?: Readonly<Record<string, number>>; mostRatio?: number; floor?: number } = {},
): Row[] {
  const { most = {}, mostRatio, floor = 0 } = goal;
  const ours = figure.names.filter((name) => name !== peer && name !== nothing);
  return ours.map((what) => ({
    what,
    ours: figure.of(what, key) - floor,
    peer: figure.of(peer, key) - floor,
    ...(most[what] === undefined ? {} : { most: most[what] }),
    ...(what === "openapi-fetch" || mostRatio === undefined ? {} : { mostRatio }),
  }));
}
