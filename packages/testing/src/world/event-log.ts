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
  indexes: { event: (event) => event.event, owner: ownerOf },
});

/** Parts of events that name the organization where the event itself does not. */
const parts = ["organization_domain", "connection", "group", "sso", "claimed_by", "owner"];

/**
 * Whom an event belongs to: its organization, else the group or agent whose own events name it. User events have no
 * owner, and `GET /events` with an organization skips them (facts: events).
 */
function ownerOf({ event, data }: LoggedEvent): string | undefined {
  const inParts = parts.map((part) => organizationIn(data[part]));
  const own = event.startsWith("organization.") ? data.id : data.organization_id;
  return [own, ...inParts, data.group_id, data.agent_registration_id].find((id) => typeof id === "string");
}

function organizationIn(part: unknown): unknown {
  if (typeof part !== "object" || part === null) return undefined;
  const { organization_id, type, id } = part as Readonly<Record<string, unknown>>;
  return type === "organization" ? id : organization_id;
}
