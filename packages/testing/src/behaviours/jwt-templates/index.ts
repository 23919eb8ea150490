import { defineResource } from "../behaviour.ts";

export const jwtTemplatesResource = defineResource({
  withoutBehaviour: ["getJwtTemplate", "updateJwtTemplate"],
});
