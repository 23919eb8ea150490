import { defineResource } from "../behaviour.ts";

export const corsOriginsResource = defineResource({
  withoutBehaviour: ["createCorsOrigin", "listCorsOrigins"],
});
