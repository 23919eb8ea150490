import type { Client } from "@workos-kit/client";
import { authenticateWithRefreshToken } from "@workos-kit/client/auth";
import {
  createAuditLogEvent,
  createMagicAuth,
  createOrganization,
  createVaultObject,
  deleteOrganization,
  getOrganization,
  getVaultObject,
  listOrganizations,
  sendInvitation,
  updateOrganization,
} from "@workos-kit/client/operations";
import type { Mock } from "@workos-kit/testing";

/** An answer that is not the one to the question asked. */
export class WrongAnswer extends Error {}

export interface MixedCall {
  readonly name: string;
  /** Makes what the call needs, past the bad line. Gives the call. */
  prepare(mock: Mock, index: number): (client: Client) => Promise<unknown>;
  /** How often the write of that index was applied. Reads and idempotent writes have none. */
  applied?(mock: Mock, index: number): number;
}

const idOf = (index: number) => `o${index}`;
const addressOf = (index: number) => `p${index}@acme.test`;

/** One call of every kind: reads, pages, writes with and without a key, grants, messages. */
export const mixedCalls: readonly MixedCall[] = [
  {
    name: "read",
    prepare: (mock, index) => {
      const { id } = mock.dashboard.organizations.create({ name: idOf(index) });
      return async (client) => expectSame((await getOrganization(client, { id })).id, id);
    },
  },
  {
    name: "read by path",
    prepare: (mock, index) => {
      const { id } = mock.dashboard.organizations.create({ name: idOf(index) });
      return async (client) => {
        const result = await client.GET("/organizations/{id}", { params: { path: { id } } });
        if (!result.ok) throw result.error;
        expectSame(result.data.name, idOf(index));
      };
    },
  },
  {
    name: "pages",
    prepare: (mock, index) => {
      const names = [1, 2, 3].map((part) => `${idOf(index)}-${part}`);
      for (const name of names) mock.dashboard.organizations.create({ name });
      return async (client) => {
        const found = await listOrganizations(client, { search: `${idOf(index)}-`, limit: 2, order: "asc" }).collect();
        expectSame(found.map(({ name }) => name).join(), names.join());
      };
    },
  },
  {
    name: "create without a key",
    prepare: (_, index) => async (client) =>
      expectSame((await createOrganization(client, { name: `new ${idOf(index)}` })).name, `new ${idOf(index)}`),
    applied: (mock, index) => count(mock, "createOrganization", { name: `new ${idOf(index)}` }),
  },
  {
    name: "create with a key",
    prepare: (mock, index) => {
      const { id } = mock.dashboard.organizations.create({ name: idOf(index) });
      const actor = { id: idOf(index), type: "user" };
      const event = { action: "opened", occurred_at: new Date(0), actor, targets: [], context: { location: "x" } };
      return (client) => createAuditLogEvent(client, { organization_id: id, event });
    },
    applied: (mock, index) => mock.dashboard.auditLogs.list({ organization: idOf(index) }).length,
  },
  {
    name: "update and read",
    prepare: (mock, index) => {
      const { id } = mock.dashboard.organizations.create({ name: idOf(index) });
      return async (client) => {
        await updateOrganization(client, { id, name: `${idOf(index)} renamed` });
        expectSame((await getOrganization(client, { id })).name, `${idOf(index)} renamed`);
      };
    },
  },
  {
    name: "delete",
    prepare: (mock, index) => {
      const { id } = mock.dashboard.organizations.create({ name: idOf(index) });
      return (client) => deleteOrganization(client, { id });
    },
  },
  {
    name: "message",
    prepare: (_, index) => async (client) =>
      expectSame((await createMagicAuth(client, { email: addressOf(index) })).email, addressOf(index)),
    applied: (mock, index) => mock.outbox.to(addressOf(index)).length,
  },
  {
    name: "invitation by path",
    prepare: (_, index) => async (client) => {
      const result = await client.POST("/user_management/invitations", { body: { email: addressOf(index) } });
      if (!result.ok) throw result.error;
      expectSame(result.data.email, addressOf(index));
    },
    applied: (mock, index) => mock.outbox.to(addressOf(index)).length,
  },
  {
    name: "invitation",
    prepare: (_, index) => async (client) =>
      expectSame((await sendInvitation(client, { email: addressOf(index) })).email, addressOf(index)),
    applied: (mock, index) => mock.outbox.to(addressOf(index)).length,
  },
  {
    name: "grant",
    prepare: (mock, index) => {
      const user = mock.dashboard.users.create({ email: addressOf(index) });
      const { refresh_token } = mock.dashboard.sessions.create({ user });
      return async (client) =>
        expectSame(
          (await authenticateWithRefreshToken(client, { refresh_token, device_id: idOf(index) })).user.id,
          user.id,
        );
    },
    // A grant that came a second time would have been refused, so refusals count too.
    applied: (mock, index) => mock.requests.of("authenticate", { body: { device_id: idOf(index) } }).length,
  },
  {
    name: "secret",
    prepare: (_, index) => async (client) => {
      const input = { name: idOf(index), value: `value ${index}`, key_context: { organization_id: "org_1" } };
      const { id } = await createVaultObject(client, input);
      expectSame((await getVaultObject(client, { id })).value, `value ${index}`);
    },
    applied: (mock, index) => count(mock, "createVaultObject", { name: idOf(index) }),
  },
];

function expectSame(found: unknown, expected: unknown): void {
  if (found !== expected) throw new WrongAnswer(`${String(found)} is not ${String(expected)}.`);
}

/** Requests that reached the API and were carried out. */
function count(mock: Mock, operation: "createOrganization" | "createVaultObject", body: object): number {
  return mock.requests.of(operation, { body }).filter(({ status }) => status < 300).length;
}
