import type { VaultObjectMetadata } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { refuseMalformed } from "../vault-keys/refuse-malformed.ts";
import { actorFieldsOf } from "./actor.ts";
import {
  createObject,
  metadataOf,
  readObject,
  refuseStale,
  updateObject,
  type VaultObjectInput,
  versionOf,
} from "./rules.ts";
import { type VaultObjectRow, vaultObjects, vaultRefusal, vaultVersions } from "./table.ts";

export type { VaultObjectInput };

// Rules: facts, behaviours 25. Erasing happens at once here; the API erases later.
export const vaultObjectsResource = defineResource({
  tables: [vaultObjects, vaultVersions],
  prechecks: {
    createVaultObject: ({ body }) => refuseMalformed(body, { name: "text", value: "text", key_context: "context" }),
  },
  behaviours: {
    listVaultObjects: ({ world, query }) => {
      refuseBadCursors(world, query);
      const search = query.search?.toLowerCase();
      const page = world.list(vaultObjects, query, {
        filter: (row) =>
          (search === undefined || row.name.toLowerCase().includes(search)) &&
          (query.updatedAfter === undefined || Date.parse(row.updated_at) > Date.parse(query.updatedAfter)),
      });
      world.emit("vault.names.listed", actorFieldsOf(world));
      const data = page.data.map(({ id, name, updated_at }) => ({ id, name, updated_at }));
      return { data, list_metadata: page.list_metadata };
    },
    createVaultObject: ({ world, body: { name, value, key_context } }) =>
      metadataOf(world, createObject(world, { name, value, key_context })),
    getVaultObject: ({ world, path }) => readObject(world, world.get(vaultObjects, path.id)),
    getVaultObjectByName: ({ world, path }) => {
      // Inferred: a name that no object can have.
      if (path.name.length > 200) throw vaultRefusal(400, "The name is longer than 200 characters.");
      const row = world.findBy(vaultObjects, "name", path.name);
      if (!row) throw vaultRefusal(404, "There is no object of that name.");
      return readObject(world, row);
    },
    getVaultObjectMetadata: ({ world, path }) => {
      const row = world.get(vaultObjects, path.id);
      world.emit("vault.metadata.read", { ...actorFieldsOf(world), kv_name: row.name });
      return withoutValue(world, row);
    },
    updateVaultObject: ({ world, path, body }) => {
      const row = world.get(vaultObjects, path.id);
      refuseStale(row, body.version_check);
      return withoutValue(world, updateObject(world, row, body.value));
    },
    deleteVaultObject: ({ world, path, query }) => {
      const row = world.find(vaultObjects, path.id);
      if (!row) throw vaultRefusal(404, "There is no such object.");
      refuseStale(row, query.version_check);
      world.remove(vaultObjects, row.id);
      world.emit("vault.data.deleted", { ...actorFieldsOf(world), kv_name: row.name });
      return { name: row.name, success: true };
    },
    listVaultObjectVersions: ({ world, path }) => {
      const { id, name, version_id } = world.get(vaultObjects, path.id);
      world.emit("vault.metadata.read", { ...actorFieldsOf(world), kv_name: name });
      const rows = world.rows(vaultVersions, { where: { object_id: id } });
      const data = rows.map((version) => versionOf(version, version_id)).reverse();
      return { data, list_metadata: { before: null, after: null } };
    },
  },
  dashboard: (world) => ({
    /** Stores a secret, as the API does; an id of one's own may be given. */
    create: (input: VaultObjectInput): VaultObjectMetadata => metadataOf(world, createObject(world, input)),
  }),
});

function withoutValue(world: World, row: VaultObjectRow) {
  return { id: row.id, name: row.name, metadata: metadataOf(world, row) };
}

/** Vault has its own form for what other lists refuse with 422. */
function refuseBadCursors(world: World, query: { readonly after?: string; readonly before?: string }): void {
  const { after, before } = query;
  if (after !== undefined && before !== undefined) throw vaultRefusal(400, "Give after or before, not both.");
  const cursor = after ?? before;
  if (cursor !== undefined && !world.table(vaultObjects).knows(cursor))
    throw vaultRefusal(400, "The cursor is not the id of an object.");
}
