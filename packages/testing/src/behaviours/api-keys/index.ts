import type {
  ApiKey,
  OrganizationApiKey,
  OrganizationApiKeyWithValue,
  UserApiKey,
  UserApiKeyWithValue,
} from "../../generated/schemas.ts";
import { refused } from "../../problem.ts";
import { defineResource } from "../behaviour.ts";
import { findOrganization, type OrganizationRef, organizations } from "../organizations/table.ts";
import { findUser, type UserRef } from "../users/find-user.ts";
import { users } from "../users/table.ts";
import { agentKey } from "./agent-key.ts";
import { createKey, expireKey, isExpired, refuseUnknownPermissions, refuseWithoutMembership, useKey } from "./rules.ts";
import { type ApiKeyRow, apiKeys } from "./table.ts";

/** What the dashboard makes a key from: for an organization, or for one of its users. */
export interface ApiKeyInput {
  readonly organization: OrganizationRef;
  /** Makes it the key of a user, who need not be a member. */
  readonly user?: UserRef;
  readonly name: string;
  /** What a program presents, for keys that tests know beforehand. @default a new value */
  readonly value?: string;
  readonly permissions?: readonly string[];
  readonly expires_at?: string;
  readonly id?: string;
}

export const apiKeysResource = defineResource({
  tables: [apiKeys],
  behaviours: {
    validateApiKey: ({ world, body }) => {
      const key = useKey(world, body.value);
      return (!key && agentKey(world, body.value)) || { api_key: key };
    },
    deleteApiKey: ({ world, path }) => {
      world.remove(apiKeys, path.id);
      return undefined;
    },
    expireApiKey: ({ world, path, body }) => {
      const row = world.get(apiKeys, path.id);
      if (isExpired(world, row)) throw refused(409, "api_key_already_expired", "The API key has expired already.");
      return expireKey(world, row, body?.expires_at);
    },
    listOrganizationApiKeys: ({ world, path, query }) => {
      const { id } = world.get(organizations, path.organization_id);
      const page = world.list(apiKeys, query, { where: { organization_id: id } });
      return { ...page, data: page.data.map(asOrganizationKey) };
    },
    createOrganizationApiKey: ({ world, path, body }) => {
      const { id } = world.get(organizations, path.organization_id);
      refuseUnknownPermissions(world, body.permissions, 422);
      const { name, permissions, expires_at } = body;
      const row = createKey(world, { type: "organization", id }, { name, permissions, expires_at });
      return { ...asOrganizationKey(world.present(apiKeys, row)), value: row.value };
    },
    listUserApiKeys: ({ world, path, query }) => {
      const { id } = world.get(users, path.user_id);
      const page = world.list(apiKeys, query, { where: { user_id: id, membership: query.organization_id } });
      return { ...page, data: page.data.map(asUserKey) };
    },
    createUserApiKey: ({ world, path, body }) => {
      const { id } = world.get(users, path.user_id);
      const { name, organization_id, permissions, expires_at } = body;
      refuseWithoutMembership(world, id, world.get(organizations, organization_id).id);
      refuseUnknownPermissions(world, permissions, 400);
      const row = createKey(world, { type: "user", id, organization_id }, { name, permissions, expires_at });
      return { ...asUserKey(world.present(apiKeys, row)), value: row.value };
    },
  },
  dashboard: (world) => ({
    /** Makes a key, without looking at permissions and memberships. */
    create(input: ApiKeyInput): OrganizationApiKeyWithValue | UserApiKeyWithValue {
      const { id } = findOrganization(world, input.organization);
      const { name, permissions, expires_at, value } = input;
      const owner: ApiKeyRow["owner"] =
        input.user === undefined
          ? { type: "organization", id }
          : { type: "user", id: findUser(world, input.user).id, organization_id: id };
      const row = createKey(world, owner, { id: input.id, name, permissions, expires_at, value });
      const key = world.present(apiKeys, row);
      return { ...(key.owner.type === "user" ? asUserKey(key) : asOrganizationKey(key)), value: row.value };
    },
    /** The value of a key, which the API shows only once. */
    secretOf: ({ id }: { readonly id: string }): string => world.get(apiKeys, id).value,
  }),
});

function asOrganizationKey(key: ApiKey): OrganizationApiKey {
  if (key.owner.type !== "organization") throw new TypeError("The key is not an organization's.");
  return { ...key, owner: key.owner };
}

function asUserKey(key: ApiKey): UserApiKey {
  if (key.owner.type !== "user") throw new TypeError("The key is not a user's.");
  return { ...key, owner: key.owner };
}
