import { refused } from "../../problem.ts";
import { defineResource } from "../behaviour.ts";
import { validateCredential } from "./credentials.ts";
import { agentRegistrationsDashboard, end } from "./dashboard.ts";
import { linkAttempt } from "./link.ts";
import { agentClaimAttempts, agentCredentials, agentRegistrations } from "./table.ts";

export const agentRegistrationsResource = defineResource({
  tables: [agentRegistrations, agentClaimAttempts, agentCredentials],
  behaviours: {
    getAgentRegistration: ({ world, path }) =>
      world.present(agentRegistrations, world.get(agentRegistrations, path.id)),
    linkAgentClaimAttempt: ({ world, body }) => linkAttempt(world, body),
    validateAgentCredential: ({ world, body }) => validateCredential(world, body),
  },
  // These two answer bad input with a code of their own, and with 400 in place of 422.
  prechecks: {
    linkAgentClaimAttempt: ({ body }) => {
      const { type, claim_attempt_token: token, organization_id, user } = body;
      const isWhole =
        type === "link_external_user" && isFilled(token) && isFilled(user?.external_id) && isEmail(user?.email);
      if (!isWhole || (organization_id !== undefined && !isFilled(organization_id)))
        throw invalidRequest("type, claim_attempt_token, user.email and user.external_id are required.");
    },
    validateAgentCredential: ({ body }) => {
      const audience = body.type === "access_token" ? body.audience : undefined;
      const isKnown = body.type === "api_key" || body.type === "access_token";
      if (!isKnown || !isFilled(body.credential) || (audience !== undefined && !isFilled(audience)))
        throw invalidRequest("type must be api_key or access_token, and credential must not be empty.");
    },
  },
  dashboard: agentRegistrationsDashboard,
  timers: {
    "agent_registration.expire": (world, { id }) => {
      const { expires_at } = world.find(agentRegistrations, String(id)) ?? {};
      // After a renewal there is a later timer.
      if (expires_at !== undefined && Date.parse(expires_at) <= world.clock.now())
        end(world, String(id), "agent.registration.expired", "expired");
    },
  },
});

function isFilled(value: unknown): boolean {
  return typeof value === "string" && value.length > 0;
}

function isEmail(value: unknown): boolean {
  return typeof value === "string" && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
}

function invalidRequest(message: string) {
  return refused(400, "invalid_request", message);
}
