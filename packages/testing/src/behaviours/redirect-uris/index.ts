import type { RedirectUri } from "../../generated/schemas.ts";
import { problem, refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { redirectUris } from "./table.ts";

export const redirectUrisResource = defineResource({
  tables: [redirectUris],
  behaviours: {
    listRedirectUris: ({ world, query }) => world.list(redirectUris, query),
    createRedirectUri: ({ world, body }) => addRedirectUri(world, { uri: body.uri }),
    deleteRedirectUri: ({ world, path }) => {
      const { uri, default: isDefault } = world.get(redirectUris, path.id);
      if (isDefault) throw refusedPlainly(409, `The default redirect URI ${uri} cannot be removed.`);
      world.remove(redirectUris, path.id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Allows an address; the first one becomes the default, unless told otherwise. Another default takes its place. */
    create(input: { readonly uri: string; readonly default?: boolean; readonly id?: string }): RedirectUri {
      const isFirst = world.table(redirectUris).size === 0;
      const added = addRedirectUri(world, { ...input, default: input.default ?? isFirst });
      const others = world.rows(redirectUris, { filter: (row) => row.default && row.id !== added.id });
      if (added.default) for (const { id } of others) world.update(redirectUris, id, { default: false });
      return added;
    },
  }),
});

/** Inferred: what the API adds is not the default, which is chosen in the dashboard. */
function addRedirectUri(world: World, input: { uri: string; default?: boolean; id?: string }): RedirectUri {
  const errors = faultsOf(input.uri).map((message) => ({ code: "invalid_redirect_uri", field: "uri", message }));
  if (errors.length > 0)
    throw problem(422, { message: "Validation failed", code: "invalid_request_parameters", errors });
  // The default is where sign-ins go: a pattern cannot be gone to (facts: behaviours 6).
  const isDefault = (input.default ?? false) && !input.uri.includes("*");
  return world.insert(redirectUris, { id: input.id, uri: input.uri, default: isDefault });
}

/**
 * One wild card at most: in the left-most label of a sub-domain, with a prefix or suffix, or as the port of localhost
 * (facts: behaviours 6). The list of public suffixes is not carried along: two labels must follow.
 */
function faultsOf(uri: string): string[] {
  const plain = uri
    .replace(/^(https?:\/\/(?:localhost|127\.0\.0\.1)):\*/, "$1:1")
    .replace(/^(\w[\w+.-]*:\/\/[\w-]*)\*([\w-]*\.[\w-]+\.)/, "$1x$2");
  if (plain.includes("*"))
    return ["A wild card may stand in the left-most label of a sub-domain, or as port of localhost."];
  if (!URL.canParse(plain) || /^(javascript|data|vbscript):/i.test(plain))
    return ["The redirect URI is not a valid address."];
  return [];
}
