import { defineResource } from "../behaviour.ts";

export const connectedAccountsResource = defineResource({
  withoutBehaviour: [
    "createConnectedAccount",
    "createOrganizationConnectedAccount",
    "deleteConnectedAccount",
    "deleteOrganizationConnectedAccount",
    "getConnectedAccount",
    "getOrganizationConnectedAccount",
    "updateConnectedAccount",
    "updateOrganizationConnectedAccount",
  ],
});
