import { defineResource } from "../behaviour.ts";

export const sessionsResource = defineResource({
  withoutBehaviour: ["listUserSessions", "logout", "revokeSession"],
});
