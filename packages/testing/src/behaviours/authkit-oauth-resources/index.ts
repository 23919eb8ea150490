import type { AuthkitOauthResource, AuthkitOauthResourceCreate } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { authkitOauthResources } from "./table.ts";

/** A resource that OAuth clients may name. */
export interface AuthkitOauthResourceInput extends AuthkitOauthResourceCreate {
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
    create: (input: AuthkitOauthResourceInput): AuthkitOauthResource => addResource(world, input),
  }),
});

/** At most one is the default: a new one takes the place (inferred: the facts name the field only). */
function addResource(
  world: World,
  { uri, default: isDefault = false, id }: AuthkitOauthResourceInput,
): AuthkitOauthResource {
  if (!URL.canParse(uri)) throw refusedPlainly(422, "The uri must be an absolute address.");
  const made = world.insert(authkitOauthResources, { id, uri, default: isDefault });
  if (isDefault) {
    const others = world.rows(authkitOauthResources, { filter: (row) => row.default && row.id !== made.id });
    for (const other of others) world.update(authkitOauthResources, other.id, { default: false });
  }
  return made;
}
