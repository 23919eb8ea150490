import { defineResource } from "../behaviour.ts";

export const externalAuthResource = defineResource({
  withoutBehaviour: ["completeExternalAuth"],
});
