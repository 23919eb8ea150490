import { defineResource } from "../behaviour.ts";

export const invitationsResource = defineResource({
  withoutBehaviour: [
    "acceptInvitation",
    "findInvitationByToken",
    "getInvitation",
    "listInvitations",
    "resendInvitation",
    "revokeInvitation",
    "sendInvitation",
  ],
});
