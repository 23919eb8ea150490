import { reply } from "../../handlers/message.ts";
import { notFound, refusedPlainly } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { assess, fitsList } from "./assess.ts";
import {
  entryKey,
  plannedVerdicts,
  type RadarListEntry,
  radarAttempts,
  radarListEntries,
  type Verdict,
} from "./table.ts";

type EntryInput = Pick<RadarListEntry, "type" | "action" | "entry">;

export const radarResource = defineResource({
  tables: [radarAttempts, radarListEntries, plannedVerdicts],
  behaviours: {
    createRadarAttempt: ({ world, body }) => {
      if (!world.read(settings).radar) throw refusedPlainly(400, "Radar is not enabled in this environment.");
      const verdict = assess(world, body);
      const row = world.insert(radarAttempts, { email: body.email, ...verdict });
      return world.present(radarAttempts, row);
    },
    updateRadarAttempt: ({ world, path, body }) => {
      const row = world.get(radarAttempts, path.id);
      if (body.challenge_status && row.verdict !== "challenge")
        throw refusedPlainly(400, "The attempt was not challenged.");
      world.update(radarAttempts, row.id, {
        challenge_status: body.challenge_status,
        attempt_status: body.attempt_status,
      });
      return undefined;
    },
    addRadarListEntry: ({ world, path, body }) =>
      addEntry(world, { ...path, entry: body.entry })
        ? reply(204)
        : { message: `The ${path.action} list has this ${path.type} already.` },
    removeRadarListEntry: ({ world, path, body }) => {
      refuseMisfit({ ...path, ...body });
      const row = world.findBy(radarListEntries, "entry", entryKey({ ...path, ...body }));
      if (!row) throw notFound("Radar list entry", body.entry);
      world.remove(radarListEntries, row.id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Puts a value on a list. */
    create: (input: EntryInput): void => void addEntry(world, input),
    /** Says what Radar thinks of the next sign-in or attempt, of an address or of any. Several are taken in order. */
    nextVerdict({ reason, ...verdict }: Omit<Verdict, "reason"> & { reason?: string; email?: string }): void {
      world.insert(plannedVerdicts, { reason: reason ?? "The test said so.", ...verdict });
    },
  }),
});

function addEntry(world: World, input: EntryInput): boolean {
  refuseMisfit(input);
  if (world.findBy(radarListEntries, "entry", entryKey(input))) return false;
  world.insert(radarListEntries, input);
  return true;
}

function refuseMisfit({ type, entry }: EntryInput): void {
  if (!fitsList(type, entry)) throw refusedPlainly(400, `"${entry}" does not fit a list of type ${type}.`);
}
