import { defineResource } from "../behaviour.ts";

export const radarChallengesResource = defineResource({
  withoutBehaviour: ["getRadarChallenge", "sendRadarSmsChallenge"],
});
