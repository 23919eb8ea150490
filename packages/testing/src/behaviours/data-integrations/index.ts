import type { ApiKeyInstallation, DataIntegration, DataIntegrationCreate } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { putApiKey } from "../connected-accounts/keys.ts";
import { refuseStranger } from "../connected-accounts/owner.ts";
import type { ConnectedAccountRow } from "../connected-accounts/table.ts";
import { integrationFields, integrationPatch } from "./rules.ts";
import { type DataIntegrationRow, dataIntegrations, integrationOf } from "./table.ts";

/** What the dashboard makes an integration from: the API's body, and an id of one's own. */
export interface DataIntegrationInput extends DataIntegrationCreate {
  /** @default a new id */
  readonly id?: string;
}

export const dataIntegrationsResource = defineResource({
  tables: [dataIntegrations],
  behaviours: {
    listDataIntegrations: ({ world, query }) => world.list(dataIntegrations, query),
    createDataIntegration: ({ world, body, origin }) => createIntegration(world, body, origin),
    getDataIntegration: ({ world, path }) => world.present(dataIntegrations, integrationOf(world, path.slug)),
    updateDataIntegration: ({ world, path, body }) => {
      const row = integrationOf(world, path.slug);
      const patch = integrationPatch(row, body);
      if (body.api_key) refuseStranger(world, ownerOf(body.api_key));
      const changed = world.update(dataIntegrations, row.id, patch);
      if (body.api_key) putApiKey(world, changed, ownerOf(body.api_key), body.api_key.secret);
      return world.present(dataIntegrations, changed);
    },
    deleteDataIntegration: ({ world, path }) => {
      world.remove(dataIntegrations, integrationOf(world, path.slug).id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Sets up a provider the way the API does, but enabled unless told otherwise. */
    create: (input: DataIntegrationInput): DataIntegration =>
      createIntegration(world, { enabled: true, ...input }, "https://api.workos.com"),
  }),
});

function createIntegration(world: World, input: DataIntegrationInput, origin: string): DataIntegration {
  const fields = integrationFields(world, input, origin);
  if (input.api_key) refuseStranger(world, ownerOf(input.api_key));
  const row: DataIntegrationRow = world.insert(dataIntegrations, { id: input.id, ...fields });
  const account = input.api_key && putApiKey(world, row, ownerOf(input.api_key), input.api_key.secret);
  const shown = world.present(dataIntegrations, row);
  return account ? { ...shown, installation: installationOf(account) } : shown;
}

function ownerOf({ user_id, organization_id }: ApiKeyInstallation) {
  return { kind: "user", user_id, organization_id } as const;
}

function installationOf(account: ConnectedAccountRow): NonNullable<DataIntegration["installation"]> {
  const { id, user_id, organization_id, api_key_last_4 = null, connection_role = "compatibility" } = account;
  return { id, user_id, organization_id, api_key_last_4, connection_role };
}
