import { defineResource } from "../behaviour.ts";

export const organizationMembershipsResource = defineResource({
  withoutBehaviour: [
    "createOrganizationMembership",
    "deactivateOrganizationMembership",
    "deleteOrganizationMembership",
    "getOrganizationMembership",
    "listOrganizationMembershipGroups",
    "listOrganizationMemberships",
    "reactivateOrganizationMembership",
    "updateOrganizationMembership",
  ],
});
