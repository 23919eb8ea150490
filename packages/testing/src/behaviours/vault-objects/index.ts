import { defineResource } from "../behaviour.ts";

export const vaultObjectsResource = defineResource({
  withoutBehaviour: [
    "createVaultObject",
    "deleteVaultObject",
    "getVaultObject",
    "getVaultObjectByName",
    "getVaultObjectMetadata",
    "listVaultObjectVersions",
    "listVaultObjects",
    "updateVaultObject",
  ],
});
