import type { Resource } from "./behaviours/behaviour.ts";
import { resources } from "./behaviours/index.ts";
import type { EventName } from "./generated/events.ts";
import { checkEvent } from "./handlers/known-event.ts";
import type { BaseRow, EventData, TableDefinition } from "./world/definition.ts";
import type { LoggedEvent } from "./world/event-log.ts";
import type { World } from "./world/world.ts";

/**
 * Lets an event happen without the request or the person behind it: the spec's example with fields of one's own. The
 * object it speaks of is there afterwards, with all that it belongs to, or gone if the event says so.
 */
export async function trigger<Name extends EventName>(
  world: World,
  name: Name,
  overrides: Partial<EventData<Name>> = {},
): Promise<LoggedEvent> {
  checkEvent(name);
  const { id }: { id?: unknown } = overrides;
  if (id !== undefined && typeof id !== "string") throw new TypeError("The `id` of an event's data must be text.");
  const { buildEvent } = await import("./fixtures/build.ts");
  const { data, context } = buildEvent(name, overrides);
  const wire = data as unknown as Readonly<Record<string, unknown>>;
  const table = tableOf(wire);
  if (table && name.endsWith(".deleted")) forget(world, table, String(wire.id));
  else if (table) await remember(world, table, wire);
  return world.emit(name, data, context);
}

type AnyDefinition = TableDefinition<BaseRow, unknown>;

function allTables(): AnyDefinition[] {
  return Object.values<Resource>(resources).flatMap((resource) => resource.tables ?? []) as AnyDefinition[];
}

/** The table of an event's object. Where answer and row differ, the table must know how to read the event. */
function tableOf(wire: Readonly<Record<string, unknown>>): AnyDefinition | undefined {
  if (typeof wire.object !== "string" || typeof wire.id !== "string") return undefined;
  return allTables().find((table) => table.object === wire.object && (table.fromEvent || !table.present));
}

function forget(world: World, table: AnyDefinition, id: string): void {
  if (world.find(table, id)) world.remove(table, id, { isSilent: true });
}

async function remember(world: World, table: AnyDefinition, wire: Readonly<Record<string, unknown>>): Promise<void> {
  const known = world.find(table, String(wire.id));
  const { previous_attributes: _, ...fields } = wire;
  const row = { ...known, ...(table.fromEvent?.(fields, known) ?? fields) } as BaseRow; // As the event's schema has it.
  await rememberParents(world, table, row);
  world.table(table).put({ ...row });
}

/** Makes what a row belongs to, if it is not there yet: from an event of its own kind that fits the id. */
async function rememberParents(world: World, table: AnyDefinition, row: BaseRow): Promise<void> {
  for (const [name, link] of Object.entries(table.parents ?? {})) {
    const parent = allTables().find((each) => each.name === name);
    const index = typeof link === "string" ? link : link.index;
    const event = parent?.events?.created ?? activations[name];
    if (!parent || !event) continue;
    for (const id of [table.indexes?.[index]?.(row) ?? []].flat()) {
      if (world.find(parent, id)) continue;
      const { buildEvent } = await import("./fixtures/build.ts");
      const wire = { ...(buildEvent(event).data as object), id };
      await remember(world, parent, wire as Readonly<Record<string, unknown>>);
    }
  }
}

/** Events that show an object whose creation has none of its own. */
const activations: Readonly<Record<string, EventName>> = {
  connections: "connection.activated",
  directories: "dsync.activated",
};
