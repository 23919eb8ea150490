import { eventNames } from "../../generated/events.ts";
import type { EventList } from "../../generated/schemas.ts";
import { reply } from "../../handlers/message.ts";
import { invalid, refusedPlainly } from "../../problem.ts";
import { events } from "../../world/event-log.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";

/** How far back the log reaches; the guide says 90 days, the reference 30 (facts: contradictions). */
const reachMs = 90 * 24 * 60 * 60 * 1000;

export const eventsResource = defineResource({
  tables: [events],
  behaviours: {
    listEvents: ({ world, query }) => {
      const unknown = query.events?.find((name) => !known.has(name));
      if (unknown !== undefined) throw refusedPlainly(400, `Unknown event type: '${unknown}'.`);
      if (query.range_start !== undefined && query.after !== undefined)
        throw invalid([{ field: "range_start", code: "range_start_and_after_are_exclusive" }]);
      const from = Math.max(momentOf("range_start", query.range_start) ?? 0, world.clock.now() - reachMs);
      const to = momentOf("range_end", query.range_end) ?? Number.POSITIVE_INFINITY;
      const page = world.list(events, query, {
        // Oldest first: the guide polls with the last id it has seen.
        defaultOrder: "asc",
        where: { event: query.events, owner: ownersIn(world, query.organization_id) },
        filter: ({ created_at }) => {
          const at = Date.parse(created_at);
          return at >= from && at <= to;
        },
      });
      const { after } = page.list_metadata;
      // The log holds each event as it was emitted, which is what the union of all events describes.
      const data = page.data as unknown as EventList["data"];
      // Who reads the log by time goes by the clock of the API, which here is not that of the machine.
      const headers = { date: new Date(world.clock.now()).toUTCString() };
      return reply(200, { object: "list", data, list_metadata: { after } } satisfies EventList, headers);
    },
  },
});

/** An organization, and what had or has events of its own in it: members of groups, doings of agents. */
function ownersIn(world: World, organization: string | undefined): readonly string[] | undefined {
  if (organization === undefined) return undefined;
  const where = { event: ["group.created", "agent.registration.created"], owner: organization };
  return [organization, ...world.rows(events, { where }).map(({ data }) => String(data.id))];
}

const known: ReadonlySet<string> = new Set(eventNames);

function momentOf(field: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) throw invalid([{ field, code: "invalid_date" }]);
  return moment;
}
