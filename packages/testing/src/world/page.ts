import type { Table, Where } from "./table.ts";

/** The pagination parameters of every list operation. */
export interface PageQuery {
  limit?: number | undefined;
  after?: string | undefined;
  before?: string | undefined;
  order?: "asc" | "desc" | "normal" | (string & {}) | undefined;
}

/** A page of rows and the cursors that lead on from it. */
export interface Page<Row> {
  rows: Row[];
  before: string | null;
  after: string | null;
}

/**
 * Cuts a page out of a table. `normal` is newest first like `desc`, with the cursors' directions exchanged: `before`
 * leads to older rows. A cursor whose row was deleted meanwhile still marks its place.
 */
export function pageOf<Row extends { readonly id: string }>(
  table: Table<Row>,
  query: PageQuery,
  options: { where?: Where; filter?: (row: Row) => boolean; defaultOrder?: "asc" | "desc" } = {},
): Page<Row> {
  const order = query.order ?? options.defaultOrder ?? "desc";
  const limit = query.limit ?? 10;
  const isSwapped = order === "normal";
  const isAscending = order === "asc";
  const following = isSwapped ? query.before : query.after;
  const preceding = isSwapped ? query.after : query.before;
  const collect = (isForward: boolean, from: string | undefined, wanted: number): Row[] => {
    const rows: Row[] = [];
    const walk = table.walk({
      ...(options.where && { where: options.where }),
      ...(from !== undefined && { from }),
      isAscending: isAscending === isForward,
    });
    for (const row of walk) {
      if (options.filter && !options.filter(row)) continue;
      rows.push(row);
      if (rows.length === wanted) break;
    }
    return rows;
  };
  const isBackward = preceding !== undefined;
  const taken = collect(!isBackward, isBackward ? preceding : following, limit + 1);
  const hasMore = taken.length > limit;
  const rows = hasMore ? taken.slice(0, limit) : taken;
  if (isBackward) rows.reverse();
  const first = rows.at(0)?.id;
  const last = rows.at(-1)?.id;
  const exists = (isForward: boolean, from: string | undefined) =>
    from !== undefined && collect(isForward, from, 1).length > 0;
  const hasFollowing = isBackward ? exists(true, last) : hasMore;
  const hasPreceding = isBackward ? hasMore : following !== undefined && exists(false, first);
  const next = hasFollowing && last !== undefined ? last : null;
  const previous = hasPreceding && first !== undefined ? first : null;
  return isSwapped ? { rows, before: next, after: previous } : { rows, before: previous, after: next };
}
