import type { CustomProviderCreate, DataIntegrationCreate, DataIntegrationUpdate } from "../../generated/schemas.ts";
import { notFound, refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { builtInProvider } from "./providers.ts";
import { type DataIntegrationRow, dataIntegrations } from "./table.ts";

type Fields = Omit<DataIntegrationRow, "id" | "object" | "created_at" | "updated_at">;

/** The fields of a new integration, with all refusals of a bad one. */
export function integrationFields(world: World, input: DataIntegrationCreate, origin: string): Fields {
  const slug = input.provider;
  const builtIn = builtInProvider(slug);
  if (!builtIn && !input.custom_provider) throw notFound("Provider", slug);
  const methods = input.auth_methods ?? ["oauth"];
  const isOauth = methods.includes("oauth");
  if (input.api_key && (methods.length !== 1 || methods[0] !== "api_key"))
    throw refusedPlainly(400, 'api_key needs auth_methods to be ["api_key"].');
  if (isOauth) refuseIncompleteClient(input.credentials);
  else if (input.credentials) throw refusedPlainly(400, "credentials belong to OAuth integrations only.");
  const custom = input.custom_provider;
  if (isOauth && custom && (!custom.authorization_url || !custom.token_url))
    throw refusedPlainly(400, "custom_provider needs authorization_url and token_url for OAuth.");
  const ownership = input.ownership ?? "user";
  refuseUndeclaredConfig(slug, input.config ?? {}, custom !== undefined);
  if (world.findBy(dataIntegrations, "slug", `${ownership} ${slug}`))
    throw refusedPlainly(409, `A data integration for '${slug}' exists already.`);
  return {
    ownership,
    slug,
    integration_type: builtIn && !custom ? builtIn.integration_type : "custom",
    description: input.description ?? null,
    enabled: input.enabled ?? false,
    state: "valid",
    scopes: input.scopes ?? null,
    redirect_uri: `${origin}/data-integrations/${slug}/callback`,
    auth_methods: methods,
    credentials: isOauth && input.credentials ? clientOf(input.credentials) : null,
    ...(input.credentials?.client_secret !== undefined && { client_secret: input.credentials.client_secret }),
    config: input.config ?? {},
    custom_provider: custom ? providerOf(custom) : null,
  };
}

/** What an update changes, with all refusals of a bad one. */
export function integrationPatch(
  row: DataIntegrationRow,
  input: DataIntegrationUpdate,
  // The organizations' integration documents no 400.
  status: 400 | 422 = 400,
): Partial<Fields> {
  if (input.credentials && input.api_key)
    throw refusedPlainly(status, "credentials and api_key cannot be given together.");
  if (input.credentials) {
    if (!row.auth_methods.includes("oauth"))
      throw refusedPlainly(status, "credentials belong to OAuth integrations only.");
    refuseIncompleteClient(input.credentials, status);
  }
  if (input.api_key && !row.auth_methods.includes("api_key"))
    throw refusedPlainly(status, "The integration does not take API keys.");
  if (input.custom_provider && !row.custom_provider)
    throw refusedPlainly(422, "custom_provider cannot be changed on a built-in provider.");
  return {
    ...(input.description !== undefined && { description: input.description }),
    ...(input.enabled !== undefined && { enabled: input.enabled }),
    ...(input.scopes !== undefined && { scopes: input.scopes }),
    ...(input.credentials && { credentials: clientOf(input.credentials) }),
    ...(input.credentials?.client_secret !== undefined && { client_secret: input.credentials.client_secret }),
    ...(input.custom_provider &&
      row.custom_provider && {
        custom_provider: { ...row.custom_provider, ...input.custom_provider },
      }),
  };
}

type ClientInput = NonNullable<DataIntegrationCreate["credentials"]>;

function refuseIncompleteClient(client: ClientInput | undefined, status = 400): void {
  if (!client) throw refusedPlainly(status, "An OAuth integration needs credentials.");
  if (client.type === "custom" && !(client.client_id && client.client_secret))
    throw refusedPlainly(status, "Custom credentials need client_id and client_secret.");
}

/** Custom providers declare no keys that the API shows, so any is accepted there. */
export function refuseUndeclaredConfig(
  slug: string,
  config: Readonly<Record<string, string>>,
  isCustom: boolean,
): void {
  const declared = isCustom ? undefined : builtInProvider(slug)?.config;
  const foreign = declared && Object.keys(config).find((key) => !declared.includes(key));
  if (foreign !== undefined) throw refusedPlainly(400, `The provider declares no config field '${foreign}'.`);
}

function clientOf({ type, client_id, client_secret }: ClientInput): NonNullable<DataIntegrationRow["credentials"]> {
  if (type === "organization") return { type, client_id: null, redacted_client_secret: null };
  return { type, client_id: client_id ?? null, redacted_client_secret: client_secret?.slice(-4) ?? null };
}

function providerOf(input: CustomProviderCreate): NonNullable<DataIntegrationRow["custom_provider"]> {
  return {
    name: input.name,
    authorization_url: input.authorization_url ?? null,
    token_url: input.token_url ?? null,
    refresh_token_url: input.refresh_token_url ?? null,
    pkce_enabled: input.pkce_enabled ?? true,
    request_scope_separator: input.request_scope_separator ?? " ",
    scopes_required: input.scopes_required ?? false,
    client_secret_required: input.client_secret_required ?? true,
    additional_authorization_parameters: input.additional_authorization_parameters ?? {},
    // Inferred: the usual form of a token request.
    token_body_content_type: input.token_body_content_type ?? "application/x-www-form-urlencoded",
    authenticate_via: input.authenticate_via ?? "request_body",
  };
}
