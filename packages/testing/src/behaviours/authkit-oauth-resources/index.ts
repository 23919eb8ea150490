import type { AuthkitOauthResource } from "../../generated/schemas.ts";
import { invalid } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { authkitOauthResources } from "./table.ts";

/** A resource indicator for seeds. */
export interface OauthResourceInput {
  readonly uri: string;
  readonly default?: boolean;
  readonly id?: string;
}

export const authkitOauthResourcesResource = defineResource({
  tables: [authkitOauthResources],
  behaviours: {
    listAuthkitOauthResources: ({ world, query }) => world.list(authkitOauthResources, query),
    createAuthkitOauthResource: ({ world, body }) => addResource(world, body),
    deleteAuthkitOauthResource: ({ world, path }) => {
      world.remove(authkitOauthResources, path.id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Allows a resource indicator. */
    create: (input: OauthResourceInput): AuthkitOauthResource => addResource(world, input),
  }),
});

/** Inferred: there is one default, and a new one takes its place. */
function addResource(world: World, input: OauthResourceInput): AuthkitOauthResource {
  // RFC 8707: an absolute address without a fragment.
  if (input.uri.includes("#")) throw invalid([{ field: "uri", code: "invalid_format" }]);
  const row = world.insert(authkitOauthResources, { id: input.id, uri: input.uri, default: input.default ?? false });
  const others = world.rows(authkitOauthResources, { filter: (each) => each.default && each.id !== row.id });
  if (row.default) for (const { id } of others) world.update(authkitOauthResources, id, { default: false });
  return row;
}
