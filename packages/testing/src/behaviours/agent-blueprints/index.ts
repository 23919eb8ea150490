import type { AgentBlueprint, AgentBlueprintCreate, AgentBlueprintUpdate } from "../../generated/schemas.ts";
import { invalid } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { organizations } from "../organizations/table.ts";
import { permissions } from "../permissions/table.ts";
import { mintAgentToken, validateToken } from "./mint.ts";
import { agentBlueprints } from "./table.ts";

/** What the dashboard makes a blueprint from: the API's body, with the usual settings and an id of one's own. */
export interface AgentBlueprintInput extends Omit<AgentBlueprintCreate, "session_settings"> {
  /** @default a new id */
  readonly id?: string;
  /** @default 3600 seconds for a session, 300 for an access token, 3600 for a refresh token */
  readonly session_settings?: Partial<AgentBlueprint["session_settings"]>;
}

/** Named by the reference (facts: recent-additions). */
const usualSettings = { max_age_seconds: 3600, access_token_ttl_seconds: 300, refresh_token_ttl_seconds: 3600 };
/** The limits of a creation; inferred: they hold for an update as well. */
const greatestSettings = {
  max_age_seconds: 31_536_000,
  access_token_ttl_seconds: 3600,
  refresh_token_ttl_seconds: 5_184_000,
} as const;

export const agentBlueprintsResource = defineResource({
  tables: [agentBlueprints],
  behaviours: {
    listAgentBlueprints: ({ world, query }) => world.list(agentBlueprints, query),
    createAgentBlueprint: ({ world, body }) => createBlueprint(world, body),
    getAgentBlueprint: ({ world, path }) => world.get(agentBlueprints, path.id),
    updateAgentBlueprint: ({ world, path, body }) => {
      const row = world.get(agentBlueprints, path.id);
      refuseUnknown(world, body);
      refuseLongLife(body);
      return world.update(agentBlueprints, row.id, {
        name: body.name,
        description: body.description,
        permissions: body.permissions,
        invocable_by: body.invocable_by && { ...row.invocable_by, ...body.invocable_by },
        session_settings: body.session_settings && { ...row.session_settings, ...body.session_settings },
      });
    },
    deleteAgentBlueprint: ({ world, path }) => {
      world.remove(agentBlueprints, path.id);
      return undefined;
    },
    mintAgentToken: ({ world, path, body, origin }) =>
      mintAgentToken(world, world.get(agentBlueprints, path.blueprint_id), body, origin),
    validateAgentToken: ({ world, path, body }) =>
      validateToken(world, world.get(agentBlueprints, path.blueprint_id), body.agent_access_token),
  },
  dashboard: (world) => ({
    /** Makes a blueprint the way the API does; settings that are left out have the usual values. */
    create: (input: AgentBlueprintInput): AgentBlueprint => createBlueprint(world, input),
  }),
});

function createBlueprint(world: World, input: AgentBlueprintInput): AgentBlueprint {
  refuseUnknown(world, input);
  return world.insert(agentBlueprints, {
    id: input.id,
    name: input.name,
    description: input.description ?? null,
    permissions: input.permissions ?? [],
    invocable_by: {
      role_slugs: input.invocable_by?.role_slugs ?? [],
      organization_ids: input.invocable_by?.organization_ids ?? [],
    },
    session_settings: { ...usualSettings, ...input.session_settings },
  });
}

/** Permissions must exist, says the reference; that organizations must as well is inferred. */
function refuseUnknown(world: World, input: Pick<AgentBlueprintUpdate, "permissions" | "invocable_by">): void {
  const slugs = input.permissions?.filter((slug) => !world.findBy(permissions, "slug", slug)) ?? [];
  const ids = input.invocable_by?.organization_ids?.filter((id) => !world.find(organizations, id)) ?? [];
  if (slugs.length + ids.length === 0) return;
  throw invalid([
    ...slugs.map((slug) => ({ field: "permissions", code: "not_found", message: `No permission '${slug}' exists.` })),
    ...ids.map((id) => ({
      field: "invocable_by.organization_ids",
      code: "not_found",
      message: `No organization '${id}' exists.`,
    })),
  ]);
}

function refuseLongLife({ session_settings: given = {} }: AgentBlueprintUpdate): void {
  for (const [name, greatest] of Object.entries(greatestSettings)) {
    const field = `session_settings.${name}`;
    if (Number(given[name as keyof typeof greatestSettings] ?? 0) > greatest)
      throw invalid([{ field, code: "too_large", message: `${field} must be at most ${greatest}.` }]);
  }
}
