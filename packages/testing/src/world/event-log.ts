import type { EventName } from "../generated/events.ts";
import { type BaseRow, defineTable } from "./definition.ts";

/** An event as the log keeps it and as webhooks deliver it. */
export interface LoggedEvent extends BaseRow {
  readonly object: "event";
  readonly event: EventName;
  readonly data: Readonly<Record<string, unknown>>;
  readonly context?: Readonly<Record<string, unknown>>;
}

export const events = defineTable<LoggedEvent>({
  name: "events",
  label: "Event",
  prefix: "event",
  object: "event",
  isImmutable: true,
  indexes: { event: (event) => event.event, organization_id: organizationOf },
});

/** The organization an event belongs to, by which `GET /events` filters; user events have none. */
function organizationOf({ event, data }: LoggedEvent): string | undefined {
  const id = event.startsWith("organization.") ? data.id : data.organization_id;
  return typeof id === "string" ? id : undefined;
}
