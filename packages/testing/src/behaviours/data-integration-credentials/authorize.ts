import type { DataIntegrationAuthorize } from "../../generated/schemas.ts";
import { type Reply, redirect, reply } from "../../handlers/message.ts";
import { refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import type { PageCall } from "../behaviour.ts";
import { accountOf, type Holder, holderOf, refuseStranger } from "../connected-accounts/owner.ts";
import { announceFailure } from "../connected-accounts/table.ts";
import { grantTokens, importAccount, replaceTokens } from "../connected-accounts/tokens.ts";
import { refuseUndeclaredConfig } from "../data-integrations/rules.ts";
import { dataIntegrations, integrationOf } from "../data-integrations/table.ts";
import { isEnabledFor, scopesFor } from "../organization-data-integrations/overrides.ts";
import { type AuthorizationStartRow, authorizationStarts } from "./table.ts";

/** Inferred: as long as other links of the API. */
const lifetimeMs = 10 * 60 * 1000;

/** The address that leads to the provider's consent page; in the mock it consents at once. */
export function startAuthorization(
  world: World,
  slug: string,
  input: DataIntegrationAuthorize,
  origin: string,
): { url: string } {
  const integration = integrationOf(world, slug, input.connection_owner ?? "user");
  const holder = holderOf(world, input);
  if (!integration.auth_methods.includes("oauth"))
    throw refusedPlainly(400, "The integration does not authenticate by OAuth.");
  refuseUndeclaredConfig(slug, input.config ?? {}, integration.custom_provider !== null);
  refuseStranger(world, holder);
  // Inferred: a provider that is switched off is forbidden, not unknown.
  if (!isEnabledFor(world, integration, input.organization_id))
    throw refusedPlainly(403, `The data integration '${slug}' is not enabled.`);
  const { id } = world.insert(authorizationStarts, {
    id: world.random.token(24),
    data_integration_id: integration.id,
    owner: holder.kind,
    user_id: input.user_id,
    organization_id: input.organization_id ?? null,
    return_to: input.return_to ?? null,
    expires_at: world.clock.iso(lifetimeMs),
  });
  return { url: `${origin}/data-integrations/${id}/authorize-redirect` };
}

/** Where the browser comes to: consents, or refuses when the address says `?error=access_denied`. */
export function finishAuthorization({ world, path, query }: PageCall): Reply {
  const start = world.find(authorizationStarts, path.token);
  if (!start || Date.parse(start.expires_at) <= world.clock.now())
    return reply(410, "<p>This link has expired.</p>", { "content-type": "text/html; charset=utf-8" });
  const failure = query.error === undefined ? undefined : deny(world, start, query.error, query.error_description);
  if (!failure) connect(world, start);
  world.table(authorizationStarts).remove(start.id);
  if (start.return_to !== null) return redirect(start.return_to, { error: failure });
  return reply(200, failure ? `<p>Not connected: ${failure}</p>` : "<p>Connected. You may close this window.</p>", {
    "content-type": "text/html; charset=utf-8",
  });
}

function connect(world: World, start: AuthorizationStartRow): void {
  const integration = world.get(dataIntegrations, start.data_integration_id);
  const holder = holderOfStart(start);
  const scopes = scopesFor(world, integration, holder.organization_id) ?? [];
  const known = accountOf(world, integration, holder);
  const tokens = { ...grantTokens(world), scopes: [...scopes] };
  if (known) replaceTokens(world, known, tokens);
  else importAccount(world, integration, holder, tokens);
}

/** The refusal as a text that is safe in a page and in an address. */
function deny(world: World, start: AuthorizationStartRow, error: string, description: string | undefined): string {
  const { data_integration_id, organization_id } = start;
  const user_id = start.owner === "user" ? start.user_id : null;
  const code = /^\w{1,100}$/.test(error) ? error : "invalid_error";
  announceFailure(
    world,
    { data_integration_id, user_id, organization_id },
    {
      error_code: "oauth_failed",
      provider_error: code,
      ...(description !== undefined && { provider_error_description: description }),
    },
  );
  return code;
}

function holderOfStart(start: AuthorizationStartRow): Holder {
  return { kind: start.owner, user_id: start.user_id, organization_id: start.organization_id ?? undefined };
}
