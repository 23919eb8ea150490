import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { entryKey, plannedVerdicts, type RadarListEntry, radarListEntries, type Verdict } from "./table.ts";

/** What Radar knows of a sign-in. */
export interface Sighting {
  readonly email: string;
  readonly ip_address?: string | null | undefined;
  readonly user_agent?: string | null | undefined;
  readonly device_id?: string | null | undefined;
}

/**
 * Judges a sign-in: an allow list decides first, then a block list (facts: behaviours 26), then what a test planned.
 * The rules of the real engine are not for a mock: it lets in everybody else.
 */
export function assess(world: World, sighting: Sighting): Verdict {
  const seen: readonly (readonly [RadarListEntry["type"], string | null | undefined])[] = [
    ["ip_address", sighting.ip_address],
    ["email", sighting.email],
    ["domain", sighting.email.split("@").at(-1)],
    ["user_agent", sighting.user_agent],
    ["device", sighting.device_id],
    ["device_fingerprint", sighting.device_id],
  ];
  const listed = (action: RadarListEntry["action"]) =>
    seen.find(([type, entry]) => entry && world.findBy(radarListEntries, "entry", entryKey({ type, action, entry })));
  if (!world.read(settings).radar) return { verdict: "allow", reason: "Radar is off." };
  const allowed = listed("allow");
  if (allowed) return { verdict: "allow", reason: `The ${allowed[0]} is on the allow list.` };
  const [blocklist_type] = listed("block") ?? [];
  if (blocklist_type !== undefined)
    return {
      verdict: "block",
      reason: `The ${blocklist_type} is on the block list.`,
      control: "restriction",
      blocklist_type,
    };
  return plannedVerdict(world, sighting.email) ?? { verdict: "allow", reason: "Nothing speaks against it." };
}

function plannedVerdict(world: World, email: string): Verdict | undefined {
  const fits = (address: string | undefined) => address === undefined || address.toLowerCase() === email.toLowerCase();
  const planned = world.rows(plannedVerdicts).find((row) => fits(row.email));
  if (!planned) return undefined;
  world.remove(plannedVerdicts, planned.id);
  const { id: _id, created_at: _created, email: _email, ...verdict } = planned;
  return verdict;
}

/** Whether a value may stand on a list of a type. */
export function fitsList(type: RadarListEntry["type"], entry: string): boolean {
  switch (type) {
    case "ip_address":
      return /^(\d{1,3}(\.\d{1,3}){3}|[\da-f:]*:[\da-f:.]*)(\/\d{1,3})?$/i.test(entry);
    case "domain":
      return /^([a-z0-9-]+\.)+[a-z0-9-]+$/i.test(entry);
    case "email":
      return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(entry);
    case "country":
      return /^[A-Z]{2}$/i.test(entry);
    default:
      return entry.trim() !== "";
  }
}
