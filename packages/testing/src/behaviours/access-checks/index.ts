import { defineResource } from "../behaviour.ts";

export const accessChecksResource = defineResource({
  withoutBehaviour: [
    "checkAuthorization",
    "listEffectivePermissions",
    "listEffectivePermissionsByExternalId",
    "listMembershipsForResource",
    "listMembershipsForResourceByExternalId",
    "listResourcesForMembership",
  ],
});
