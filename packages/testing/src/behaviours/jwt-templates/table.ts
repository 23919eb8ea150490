import type { JwtTemplate } from "../../generated/schemas.ts";
import { defineCell } from "../../world/definition.ts";

/** The environment's template; there is one at most. */
export const jwtTemplate = defineCell<JwtTemplate | null>("jwt_template", null);
