import type { Operations } from "../../generated/operation-types.ts";
import type { RadarAttempt } from "../../generated/schemas.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";

/** What Radar says of a sign-in. */
export interface Verdict extends Pick<RadarAttempt, "control" | "blocklist_type"> {
  readonly verdict: "allow" | "block" | "challenge";
  readonly reason: string;
  /** How a challenge is to be met; AuthKit's own sign-ins alone know text messages. */
  readonly challenge?: "email" | "sms";
}

/** An attempt that was judged. */
export interface RadarAttemptRow extends BaseRow, Verdict {
  readonly email: string;
  readonly challenge_status?: "success";
  readonly attempt_status?: "success";
}

export const radarAttempts = defineTable<RadarAttemptRow, RadarAttempt>({
  name: "radar_attempts",
  label: "Radar attempt",
  prefix: "radar_att",
  indexes: { email: (row) => row.email.toLowerCase() },
  present: ({ id, verdict, reason, control, blocklist_type }) => ({
    verdict,
    reason,
    attempt_id: id,
    ...(control !== undefined && { control }),
    ...(blocklist_type !== undefined && { blocklist_type }),
  }),
});

type ListPath = Operations["addRadarListEntry"]["path"];

/** An entry of an allow or block list. */
export interface RadarListEntry extends BaseRow {
  readonly type: ListPath["type"];
  readonly action: ListPath["action"];
  readonly entry: string;
}

export const radarListEntries = defineTable<RadarListEntry>({
  name: "radar_list_entries",
  label: "Radar list entry",
  prefix: "radar_entry",
  isImmutable: true,
  unique: { entry: (row) => entryKey(row) },
});

export function entryKey({ type, action, entry }: Pick<RadarListEntry, "type" | "action" | "entry">): string {
  return `${type} ${action} ${entry.toLowerCase()}`;
}

/** What Radar is to say next. */
export interface PlannedVerdict extends BaseRow, Verdict {
  /** Only of this address; of any when left out. */
  readonly email?: string;
}

export const plannedVerdicts = defineTable<PlannedVerdict>({
  name: "radar_planned_verdicts",
  label: "Planned verdict",
  prefix: "radar_plan",
  isImmutable: true,
});
