import { defineResource } from "../behaviour.ts";

export const connectSecretsResource = defineResource({
  withoutBehaviour: [
    "createConnectApplicationSecret",
    "deleteConnectApplicationSecret",
    "listConnectApplicationSecrets",
  ],
});
