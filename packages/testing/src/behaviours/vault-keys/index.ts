import { defineResource } from "../behaviour.ts";

export const vaultKeysResource = defineResource({
  withoutBehaviour: ["createDataKey", "decryptDataKey", "rekeyDataKey"],
});
