import { defineResource } from "../behaviour.ts";

export const magicAuthResource = defineResource({
  withoutBehaviour: ["createMagicAuth", "getMagicAuth"],
});
