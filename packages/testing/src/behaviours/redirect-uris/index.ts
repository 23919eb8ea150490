import type { RedirectUri } from "../../generated/schemas.ts";
import { problem } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { redirectUris } from "./table.ts";

export const redirectUrisResource = defineResource({
  tables: [redirectUris],
  behaviours: {
    listRedirectUris: ({ world, query }) => world.list(redirectUris, query),
    createRedirectUri: ({ world, body }) => addRedirectUri(world, body),
    deleteRedirectUri: ({ world, path }) => {
      world.remove(redirectUris, path.id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Allows an address; the first one becomes the default. */
    create: (input: { readonly uri: string; readonly default?: boolean; readonly id?: string }): RedirectUri =>
      addRedirectUri(world, input),
  }),
});

function addRedirectUri(world: World, input: { uri: string; default?: boolean; id?: string }): RedirectUri {
  const errors = faultsOf(input.uri).map((message) => ({ code: "invalid_redirect_uri", field: "uri", message }));
  if (errors.length > 0)
    throw problem(422, { message: "Validation failed", code: "invalid_request_parameters", errors });
  const isFirst = world.table(redirectUris).size === 0;
  // The default is where sign-ins go: a pattern cannot be gone to.
  const isDefault = (input.default ?? isFirst) && !input.uri.includes("*");
  return world.insert(redirectUris, { id: input.id, uri: input.uri, default: isDefault });
}

/** One wild card at most: in the left-most label, or as the port of localhost (facts: behaviours 6). */
function faultsOf(uri: string): string[] {
  const plain = uri
    .replace(/^(https?:\/\/(?:localhost|127\.0\.0\.1)):\*/, "$1:1")
    .replace(/^(\w[\w+.-]*:\/\/[\w-]*)\*([\w-]*\.[\w-]+\.)/, "$1x$2");
  if (plain.includes("*"))
    return ["A wild card may stand in the left-most label of a sub-domain, or as port of localhost."];
  return URL.canParse(plain) ? [] : ["The redirect URI is not a valid address."];
}
