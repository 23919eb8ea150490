import { defineResource } from "../behaviour.ts";

export const waitlistsResource = defineResource({
  withoutBehaviour: [
    "approveWaitlistEntry",
    "createWaitlistEntry",
    "deleteWaitlistEntry",
    "denyWaitlistEntry",
    "getWaitlist",
    "listWaitlistEntries",
    "listWaitlists",
  ],
});
