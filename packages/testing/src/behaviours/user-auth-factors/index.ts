import { defineResource } from "../behaviour.ts";

export const userAuthFactorsResource = defineResource({
  withoutBehaviour: ["enrollUserAuthFactor", "listUserAuthFactors"],
});
