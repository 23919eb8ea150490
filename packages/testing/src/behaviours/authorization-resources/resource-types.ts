import { notFound, refused } from "../../problem.ts";
import { defineCell } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";

/** A type of resource, as the dashboard declares it. */
export interface ResourceType {
  readonly slug: string;
  /** Types a resource of this type may lie below. @default any type */
  readonly parents?: readonly string[];
  /** Changes of its resources answer 409 `resource_type_update_in_progress`. @default false */
  readonly is_updating?: boolean;
  /** Changes of its resources answer 400 `lock_timeout`, as if others were writing for too long. @default false */
  readonly is_locked?: boolean;
}

/**
 * Declared types. While there are none, every type is taken as known: a test need not set up a dashboard it does not
 * care about. Once there is one, others answer 404 (inferred: facts, behaviours 18).
 */
export const resourceTypes = defineCell<readonly ResourceType[]>("authorization_resource_types", []);

/** The type of an organization's own resource; it is there in every environment. */
export const organizationType = "organization";

/** @throws a 404 for a type that the dashboard does not know. */
export function refuseUnknownType(world: World, slug: string): void {
  const known = world.read(resourceTypes);
  if (slug === organizationType || known.length === 0) return;
  if (!known.some((type) => type.slug === slug)) throw notFound("Resource type", slug);
}

/** @throws a 409 while the type is being changed in the dashboard, a 400 while others hold its lock. */
export function refuseUpdatingType(world: World, slug: string): void {
  const type = world.read(resourceTypes).find((each) => each.slug === slug);
  if (type?.is_locked) throw refused(400, "lock_timeout", `The lock on resources of type "${slug}" is held by others.`);
  if (type?.is_updating)
    throw refused(409, "resource_type_update_in_progress", `The resource type "${slug}" is being updated.`);
}

/** Whether a resource of one type may lie below one of another. */
export function mayLieBelow(world: World, slug: string, parent: string): boolean {
  const type = world.read(resourceTypes).find((each) => each.slug === slug);
  return type?.parents?.includes(parent) ?? true;
}

/** Adds a type, or replaces the one of that slug. */
export function defineResourceType(world: World, type: ResourceType): ResourceType {
  world.write(resourceTypes, [...world.read(resourceTypes).filter(({ slug }) => slug !== type.slug), type]);
  return type;
}
