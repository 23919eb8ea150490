import { refusedPlainly } from "../../problem.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";

/** An export of resources, which only the vendor's dashboard makes; events are all the API shows of it. */
export interface ResourceExportRow extends BaseRow {
  readonly resource_type: string;
  readonly state: "created" | "completed" | "failed";
}

/** What an export is made from. */
export interface ResourceExportInput {
  /** @default a new id */
  readonly id?: string;
  /** @default "users" */
  readonly resource_type?: string;
}

/** Names an export. */
export interface ResourceExportRef {
  readonly id: string;
}

const resourceExports = defineTable<ResourceExportRow>({
  name: "resource_exports",
  label: "Resource export",
  prefix: "resource_export",
});

export const resourceExportsResource = defineResource({
  tables: [resourceExports],
  dashboard: (world) => ({
    /** Asks for an export. */
    create(input: ResourceExportInput): ResourceExportRow {
      const row = world.insert(resourceExports, {
        id: input.id,
        resource_type: input.resource_type ?? "users",
        state: "created",
      });
      // The type is known to be sent on completion only.
      world.emit("resource_export.created", { id: row.id });
      return row;
    },
    /** The export is ready. */
    complete({ id }: ResourceExportRef): ResourceExportRow {
      const row = finish(world, id, "completed");
      world.emit("resource_export.completed", { id, resource_type: row.resource_type });
      return row;
    },
    /** The export could not be made. */
    fail({ id }: ResourceExportRef): ResourceExportRow {
      const row = finish(world, id, "failed");
      world.emit("resource_export.failed", { id });
      return row;
    },
    /** Somebody downloads the export. */
    download({ id }: ResourceExportRef): ResourceExportRow {
      const row = world.get(resourceExports, id);
      if (row.state !== "completed") throw refusedPlainly(400, "The export is not ready.");
      world.emit("resource_export.downloaded", { id });
      return row;
    },
  }),
});

function finish(world: World, id: string, state: ResourceExportRow["state"]): ResourceExportRow {
  if (world.get(resourceExports, id).state !== "created") throw refusedPlainly(400, "The export has ended already.");
  return world.update(resourceExports, id, { state });
}
