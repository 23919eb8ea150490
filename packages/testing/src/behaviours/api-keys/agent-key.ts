import type { ApiKeyValidation } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { agentCredentials, agentRegistrations } from "../agent-registrations/table.ts";

/**
 * The key of that value if it was issued to an agent and is good; the organization of the registration owns it, and it
 * carries no permissions of its own (inferred: facts, api-keys name the registration alone).
 */
export function agentKey(world: World, value: string): ApiKeyValidation | undefined {
  const credential = world.findBy(agentCredentials, "secret", value);
  const registration = world.find(agentRegistrations, credential?.agent_registration_id);
  if (credential?.kind !== "api_key" || credential.api_key_id === undefined || !registration) return undefined;
  const isDead = registration.status === "revoked" || registration.status === "expired";
  const isLate = credential.expires_at !== null && Date.parse(credential.expires_at) <= world.clock.now();
  if (isDead || isLate) return undefined;
  return {
    api_key: {
      object: "api_key",
      id: credential.api_key_id,
      owner: { type: "organization", id: registration.organization_id },
      name: "Agent",
      obfuscated_value: `sk_...${value.slice(-4)}`,
      last_used_at: null,
      expires_at: credential.expires_at,
      permissions: [],
      created_at: credential.created_at,
      updated_at: credential.updated_at,
    },
    agent_registration_id: registration.id,
  };
}
