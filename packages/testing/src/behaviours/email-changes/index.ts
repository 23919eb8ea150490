import { defineResource } from "../behaviour.ts";

export const emailChangesResource = defineResource({
  withoutBehaviour: ["confirmEmailChange", "sendEmailChange"],
});
