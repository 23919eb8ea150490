import type { DataIntegrationAccessTokenGet, DataIntegrationCredentials } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import {
  addSecrets,
  apiKeySecrets,
  clientSecrets,
  putApiKey,
  putClient,
  refuseOtherMethod,
} from "../connected-accounts/keys.ts";
import { accountOf, accountsOf, type HolderFields, holderOf, refuseStranger } from "../connected-accounts/owner.ts";
import { type ConnectedAccountRow, connectedAccounts } from "../connected-accounts/table.ts";
import { freshAccount, missingScopes } from "../connected-accounts/tokens.ts";
import { type DataIntegrationRow, integrationOf } from "../data-integrations/table.ts";
import { finishAuthorization, startAuthorization } from "./authorize.ts";
import { authorizationStarts } from "./table.ts";

const consentPage = "GET /data-integrations/{token}/authorize-redirect";
const clientTokenLifetimeMs = 60 * 60 * 1000;

export const dataIntegrationCredentialsResource = defineResource({
  tables: [authorizationStarts],
  behaviours: {
    getDataIntegrationAuthorizationUrl: ({ world, path, body, origin }) =>
      startAuthorization(world, path.slug, body, origin),
    getDataIntegrationAccessToken: ({ world, path, body }) => {
      const { integration, account } = installed(world, path.slug, body, "oauth");
      if (!account) return { active: false, error: "not_installed" };
      const row = freshAccount(world, account);
      if (row.state !== "connected") return { active: false, error: "needs_reauthorization" };
      return {
        active: true,
        access_token: {
          object: "access_token",
          access_token: row.access_token ?? "",
          expires_at: row.expires_at ?? null,
          scopes: row.scopes,
          missing_scopes: missingScopes(world, integration, row),
        },
      };
    },
    getDataIntegrationCredentials: ({ world, path, body }) => {
      const { integration, account } = installed(world, path.slug, body);
      return account ? credentialOf(world, integration, account) : { active: false, error: "not_installed" };
    },
    upsertDataIntegrationApiKey: ({ world, path, body }) => {
      const { integration, holder } = place(world, path.slug, body, "api_key");
      refuseStranger(world, holder);
      const row = putApiKey(world, integration, holder, body.secret, body.connected_account_id);
      return world.present(connectedAccounts, row);
    },
    upsertDataIntegrationClientCredentials: ({ world, path, body }) => {
      const { integration, holder } = place(world, path.slug, body, "client_credentials");
      refuseStranger(world, holder);
      return world.present(connectedAccounts, putClient(world, integration, holder, body, body.connected_account_id));
    },
    createDataIntegrationApiKey: ({ world, path, body }) => {
      const { integration, holder } = place(world, path.slug, body, "api_key");
      refuseStranger(world, holder, notMember());
      // Inferred: the same secret a second time is the conflict the spec names.
      if (accountsOf(world, integration, holder).some((row) => row.api_key === body.secret))
        throw refusedPlainly(409, "This API key is connected already.");
      return world.present(connectedAccounts, addSecrets(world, integration, holder, apiKeySecrets(body.secret)));
    },
    createDataIntegrationClientCredentials: ({ world, path, body }) => {
      const { integration, holder } = place(world, path.slug, body, "client_credentials");
      refuseStranger(world, holder, notMember());
      if (accountsOf(world, integration, holder).some((row) => row.client_id === body.client_id))
        throw refusedPlainly(409, "This client is connected already.");
      return world.present(connectedAccounts, addSecrets(world, integration, holder, clientSecrets(body)));
    },
  },
  pages: { [consentPage]: finishAuthorization },
  locate: { [consentPage]: (world, { path }) => world.find(authorizationStarts, path.token) !== undefined },
});

function place(world: World, slug: string, fields: HolderFields, method?: ConnectedAccountRow["auth_method"]) {
  const integration = integrationOf(world, slug, fields.connection_owner);
  const holder = holderOf(world, fields);
  if (method) refuseOtherMethod(integration, method);
  return { integration, holder };
}

/** The adding operations document a 400, but no 403. */
function notMember() {
  return refusedPlainly(400, "The user is not an active member of the organization.");
}

function installed(
  world: World,
  slug: string,
  body: DataIntegrationAccessTokenGet,
  method?: ConnectedAccountRow["auth_method"],
) {
  const { integration, holder } = place(world, slug, body, method);
  return { integration, account: accountOf(world, integration, holder, body.connected_account_id) };
}

function credentialOf(
  world: World,
  integration: DataIntegrationRow,
  account: ConnectedAccountRow,
): DataIntegrationCredentials {
  if (account.auth_method === "api_key")
    return {
      active: true,
      credential: { object: "credential", auth_method: "api_key", value: account.api_key ?? "" },
    };
  if (account.auth_method === "client_credentials")
    return {
      active: true,
      credential: {
        object: "credential",
        auth_method: "client_credentials",
        // Inferred: what the provider's token endpoint gives for the stored client, new each time.
        value: `mock_${world.random.token(32)}`,
        expires_at: world.clock.iso(clientTokenLifetimeMs),
        scopes: account.scopes,
        missing_scopes: missingScopes(world, integration, account),
        metadata: { ...account.config },
      },
    };
  const row = freshAccount(world, account);
  if (row.state !== "connected") return { active: false, error: "needs_reauthorization" };
  return {
    active: true,
    credential: {
      object: "credential",
      auth_method: "oauth",
      value: row.access_token ?? "",
      expires_at: row.expires_at ?? null,
      scopes: row.scopes,
      missing_scopes: missingScopes(world, integration, row),
    },
  };
}
