import { json, type Recorded } from "./recorder.ts";

export interface LoggedEvent {
  object: "event";
  id: string;
  event: string;
  data: Record<string, unknown>;
  created_at: string;
}

/** An event log that answers like the API: oldest first on `order=asc`, `after` or a range of at most 30 days. */
export function eventLog(count: number, everyMs = 60_000, start = Date.UTC(2026, 9, 1)) {
  const events: LoggedEvent[] = [];
  const append = (more: number) => {
    for (let index = 0; index < more; index++) {
      const position = events.length;
      const created_at = new Date(start + position * everyMs).toISOString();
      const id = `event_${String(position).padStart(6, "0")}`;
      events.push({ object: "event", id, event: position % 2 ? "user.updated" : "user.created", data: {}, created_at });
    }
  };
  append(count);
  const answer = ({ url }: Pick<Recorded, "url">): Response => {
    const query = url.searchParams;
    const [after, from, to] = [query.get("after"), query.get("range_start"), query.get("range_end")];
    if (after && from) return json({ message: "range_start cannot go with after." }, 400);
    if (from && to && Date.parse(to) - Date.parse(from) > 30 * 24 * 3600_000)
      return json({ message: "Too wide." }, 400);
    const names = query.get("events")?.split(",");
    const fitting = events.filter(
      (each) =>
        (!after || each.id > after) &&
        (!from || each.created_at >= from) &&
        (!to || each.created_at < to) &&
        (!names || names.includes(each.event)),
    );
    const data = fitting.slice(0, Number(query.get("limit") ?? 10));
    return json({
      object: "list",
      data,
      list_metadata: { after: data.length < fitting.length ? data.at(-1)?.id : null },
    });
  };
  return { events, append, answer };
}
