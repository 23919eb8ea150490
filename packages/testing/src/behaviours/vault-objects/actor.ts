import type { VaultActor } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";

/** Whoever calls the API, as far as Vault shows it: the key of the environment. */
export function actorOf(world: World): VaultActor {
  return { id: `key_${world.name}`, name: "Mock API key" };
}

/** The same, as the events of Vault name it. */
export function actorFieldsOf(world: World): { actor_id: string; actor_source: "api"; actor_name: string } {
  const { id, name } = actorOf(world);
  return { actor_id: id, actor_source: "api", actor_name: name };
}
