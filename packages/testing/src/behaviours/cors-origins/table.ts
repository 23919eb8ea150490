import type { CorsOrigin } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";

export const corsOrigins = defineTable<CorsOrigin>({
  name: "cors_origins",
  label: "CORS origin",
  prefix: "cors_origin",
  object: "cors_origin",
  unique: { origin: (row) => row.origin },
  clash: () => refusedPlainly(409, "The origin is allowed already."),
});
