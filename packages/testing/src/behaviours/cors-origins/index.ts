import type { CorsOrigin } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import { defineResource } from "../behaviour.ts";
import { corsOrigins } from "./table.ts";

/** A web address whose pages may call the API from a browser. */
export interface CorsOriginInput {
  readonly origin: string;
  readonly id?: string;
}

export const corsOriginsResource = defineResource({
  tables: [corsOrigins],
  behaviours: {
    listCorsOrigins: ({ world, query }) => world.list(corsOrigins, query),
    createCorsOrigin: ({ world, body }) => world.insert(corsOrigins, { origin: originOf(body.origin) }),
  },
  dashboard: (world) => ({
    create: ({ id, origin }: CorsOriginInput): CorsOrigin =>
      world.insert(corsOrigins, { id, origin: originOf(origin) }),
  }),
});

/** An origin is scheme, host and port; anything behind that is refused (inferred: the facts list only the 422). */
function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin =
    url !== undefined && /^https?:$/.test(url.protocol) && text.replace(/\/$/, "").toLowerCase() === url.origin;
  if (!isOrigin)
    throw refusedPlainly(422, "The origin must be scheme, host and port, such as https://app.example.com.");
  return url.origin;
}
