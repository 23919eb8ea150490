import { defineResource } from "../behaviour.ts";

export const dataProvidersResource = defineResource({
  withoutBehaviour: ["listDataProviders", "listOrganizationDataProviders"],
});
