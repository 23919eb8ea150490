import { defineResource } from "../behaviour.ts";

export const radarResource = defineResource({
  withoutBehaviour: ["addRadarListEntry", "createRadarAttempt", "removeRadarListEntry", "updateRadarAttempt"],
});
