import type { FeatureFlag } from "../../generated/schemas.ts";
import { reply } from "../../handlers/message.ts";
import { notFound, problem, refused } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { findOrganization, organizations } from "../organizations/table.ts";
import { userByEmail } from "../users/find-user.ts";
import { users } from "../users/table.ts";
import { changeFlag, changeTarget, contextOf, eventData } from "./changes.ts";
import { isFlagOn } from "./evaluate.ts";
import { featureFlags, flagTargets } from "./table.ts";

/** What the dashboard makes a flag from. */
export interface FeatureFlagInput {
  readonly slug: string;
  /** @default the slug */
  readonly name?: string;
  readonly description?: string | null;
  readonly owner?: FeatureFlag["owner"];
  readonly tags?: readonly string[];
  /** @default true */
  readonly enabled?: boolean;
  /** What it is for those without a target. @default false */
  readonly default_value?: boolean;
  /** Users and organizations for whom it is on: by id, e-mail address, external id or name. */
  readonly targets?: readonly string[];
  readonly id?: string;
}

/** Changes of a flag; what is left out stays. */
export type FeatureFlagUpdate = Pick<FeatureFlagInput, "slug"> &
  Partial<Pick<FeatureFlag, "name" | "description" | "tags" | "enabled" | "default_value">>;

/** A target to set, also to off, which the API cannot. */
export interface FeatureFlagTargetInput {
  readonly slug: string;
  /** A user or an organization, by id, e-mail address, external id or name. */
  readonly resource: string;
  /** @default true */
  readonly enabled?: boolean;
}

export const featureFlagsResource = defineResource({
  tables: [featureFlags, flagTargets],
  prechecks: {
    listFeatureFlags: ({ query }) => {
      // Inferred: the operation documents a 400 of its own beside the general 422.
      if (query.after !== undefined && query.before !== undefined)
        throw refused(400, "invalid_request_parameters", "Give after or before, not both.");
    },
  },
  behaviours: {
    listFeatureFlags: ({ world, query }) => world.list(featureFlags, query),
    getFeatureFlag: ({ world, path }) => flagBySlug(world, path.slug),
    enableFeatureFlag: ({ world, path }) => changeFlag(world, flagBySlug(world, path.slug), { enabled: true }),
    disableFeatureFlag: ({ world, path }) => changeFlag(world, flagBySlug(world, path.slug), { enabled: false }),
    addFeatureFlagTarget: ({ world, path }) => {
      changeTarget(world, flagBySlug(world, path.slug), targetId(world, path.resource_id), true);
      return undefined;
    },
    removeFeatureFlagTarget: ({ world, path }) => {
      changeTarget(world, flagBySlug(world, path.slug), targetId(world, path.resource_id), undefined);
      return undefined;
    },
    listOrganizationFeatureFlags: ({ world, path, query }) => {
      const { id } = world.get(organizations, path.organization_id);
      return world.list(featureFlags, query, { filter: (flag) => isFlagOn(world, flag, { organizations: [id] }) });
    },
    listUserFeatureFlags: ({ world, path, query }) => {
      const audience = { user: world.get(users, path.user_id).id, organizations: organizationsOf(world, path.user_id) };
      return world.list(featureFlags, query, { filter: (flag) => isFlagOn(world, flag, audience) });
    },
  },
  pages: {
    // What the vendor's runtime client polls; undocumented (facts: legacy).
    "GET /sdk/feature-flags": ({ world, bearer }) =>
      bearer === world.apiKey ? reply(200, pollAnswer(world)) : reply(401, { message: "Unauthorized" }),
  },
  locate: { "GET /sdk/feature-flags": (world, { bearer }) => bearer === world.apiKey },
  dashboard: (world) => ({
    /** Makes a flag: the API cannot. */
    create(input: FeatureFlagInput): FeatureFlag {
      const flag = world.insert(featureFlags, {
        id: input.id,
        slug: input.slug,
        name: input.name ?? input.slug,
        description: input.description ?? null,
        owner: input.owner ?? null,
        tags: [...(input.tags ?? [])],
        enabled: input.enabled ?? true,
        default_value: input.default_value ?? false,
      });
      world.emit("flag.created", eventData(world, flag), contextOf(world, "dashboard"));
      for (const resource of input.targets ?? [])
        changeTarget(world, flag, findTarget(world, resource), true, "dashboard");
      return flag;
    },
    update: ({ slug, ...patch }: FeatureFlagUpdate): FeatureFlag =>
      changeFlag(world, flagBySlug(world, slug), patch, "dashboard"),
    delete({ slug }: { readonly slug: string }): void {
      const flag = flagBySlug(world, slug);
      world.remove(featureFlags, flag.id);
      world.emit("flag.deleted", eventData(world, flag), contextOf(world, "dashboard"));
    },
    /** Decides a flag for one user or organization, on or off. */
    target: ({ slug, resource, enabled = true }: FeatureFlagTargetInput): void =>
      changeTarget(world, flagBySlug(world, slug), findTarget(world, resource), enabled, "dashboard"),
  }),
});

function flagBySlug(world: World, slug: string): FeatureFlag {
  const flag = world.findBy(featureFlags, "slug", slug);
  if (!flag) throw notFound("Feature flag", slug);
  return flag;
}

/** The id of whom a dashboard function means. @throws a 404 when it is nobody. */
function findTarget(world: World, ref: string): string {
  const user = world.find(users, ref) ?? userByEmail(world, ref) ?? world.findBy(users, "external_id", ref);
  return user?.id ?? findOrganization(world, ref).id;
}

/** The id of a user or organization that exists; anything else is refused the way the API does. */
function targetId(world: World, id: string): string {
  if (world.find(users, id) || world.find(organizations, id)) return id;
  if (id.startsWith("user_")) return world.get(users, id).id;
  if (id.startsWith("org_")) return world.get(organizations, id).id;
  const message = "The resource id is neither that of a user nor that of an organization.";
  throw problem(400, { code: "invalid_resource_id_format", statusCode: 400, message });
}

function organizationsOf(world: World, userId: string): string[] {
  const memberships = world.rows(organizationMemberships, { where: { user_id: userId } });
  return memberships.filter(({ status }) => status === "active").map(({ organization_id: id }) => id);
}

function pollAnswer(world: World) {
  const isUser = (resource: string) => world.find(users, resource) !== undefined;
  const entries = world.rows(featureFlags).map(({ id, slug, enabled, default_value }) => {
    const targets = world.rows(flagTargets, { where: { flag_id: id } });
    const of = (isOne: (id: string) => boolean) =>
      targets
        .filter(({ resource_id: resource }) => isOne(resource))
        .map((target) => ({ id: target.resource_id, enabled: target.enabled }));
    return [
      slug,
      {
        slug,
        enabled,
        default_value,
        targets: { users: of(isUser), organizations: of((resource) => !isUser(resource)) },
      },
    ] as const;
  });
  return Object.fromEntries(entries);
}
