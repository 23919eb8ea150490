import { defineResource } from "../behaviour.ts";

export const agentRegistrationsResource = defineResource({
  withoutBehaviour: ["getAgentRegistration", "linkAgentClaimAttempt", "validateAgentCredential"],
});
