import type { CorsOrigin } from "../../generated/schemas.ts";
import { problem } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { corsOrigins } from "./table.ts";

/** An origin for seeds. */
export interface CorsOriginInput {
  readonly origin: string;
  readonly id?: string;
}

export const corsOriginsResource = defineResource({
  tables: [corsOrigins],
  behaviours: {
    listCorsOrigins: ({ world, query }) => world.list(corsOrigins, query),
    createCorsOrigin: ({ world, body }) => addOrigin(world, body),
  },
  dashboard: (world) => ({
    /** Allows a browser origin. */
    create: (input: CorsOriginInput): CorsOrigin => addOrigin(world, input),
    /** Removes one, which the API cannot. */
    delete: ({ id }: { readonly id: string }): void => void world.remove(corsOrigins, id),
  }),
});

function addOrigin(world: World, input: CorsOriginInput): CorsOrigin {
  if (!isOrigin(input.origin))
    throw problem(422, {
      message: "Validation failed",
      errors: [{ property: "origin", constraints: { isUrl: "origin must be scheme, host and port alone" } }],
    });
  return world.insert(corsOrigins, { id: input.id, origin: input.origin });
}

/** Scheme, host and port, as browsers send it; one wild card may be the left-most label (inferred). */
function isOrigin(text: string): boolean {
  const plain = text.replace("://*.", "://x.");
  return URL.canParse(plain) && /^https?:/.test(plain) && new URL(plain).origin === plain.toLowerCase();
}
