import type { CorsOrigin } from "../../generated/schemas.ts";
import { refused } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";

export const corsOrigins = defineTable<CorsOrigin>({
  name: "cors_origins",
  label: "CORS origin",
  prefix: "cors_origin",
  object: "cors_origin",
  unique: { origin: (row) => row.origin },
  clash: () => refused(409, "conflict", "The origin is allowed already."),
});
