import { defineResource } from "../behaviour.ts";

export const passwordResetsResource = defineResource({
  withoutBehaviour: ["createPasswordReset", "getPasswordReset", "resetPassword"],
});
