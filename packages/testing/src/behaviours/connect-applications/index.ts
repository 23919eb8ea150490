import type {
  ConnectApplication,
  ConnectApplicationUpdate,
  ConnectRedirectUri,
  M2MApplicationCreate,
  OAuthApplicationCreate,
} from "../../generated/schemas.ts";
import { invalid } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { organizations } from "../organizations/table.ts";
import { type ConnectApplicationRow, connectApplications, getApplication } from "./table.ts";

/** What the dashboard makes an application from: the API's body, and ids of one's own. */
export type ConnectApplicationInput = (OAuthApplicationCreate | M2MApplicationCreate) & {
  /** @default a new id */
  readonly id?: string;
  /** @default a new client id */
  readonly client_id?: string;
};

export const connectApplicationsResource = defineResource({
  tables: [connectApplications],
  behaviours: {
    listConnectApplications: ({ world, query }) =>
      world.list(connectApplications, query, {
        where: {
          // Those that registered themselves only show when asked for (facts: behaviours 23).
          registration: query.registration_types ?? ["authenticated"],
          organization_id: query.organization_id,
        },
      }),
    createConnectApplication: ({ world, body }) => createApplication(world, body),
    getConnectApplication: ({ world, path }) => world.present(connectApplications, getApplication(world, path.id)),
    updateConnectApplication: ({ world, path, body }) => {
      const row = getApplication(world, path.id);
      return world.present(connectApplications, world.update(connectApplications, row.id, patchOf(row, body)));
    },
    deleteConnectApplication: ({ world, path }) => {
      world.remove(connectApplications, getApplication(world, path.id).id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Makes an application the way the API does; ids of one's own may be given. */
    create: (input: ConnectApplicationInput): ConnectApplication => createApplication(world, input),
  }),
});

function createApplication(world: World, input: ConnectApplicationInput): ConnectApplication {
  const isOauth = input.application_type === "oauth";
  const isFirstParty = isOauth && input.is_first_party;
  const owner = input.organization_id ?? undefined;
  if (!isFirstParty && owner === undefined)
    throw invalid([{ field: "organization_id", code: "required", message: "A third-party application needs it." }]);
  if (owner !== undefined) world.get(organizations, owner);
  const row = world.insert(connectApplications, {
    id: input.id,
    client_id: input.client_id ?? world.newId("client"),
    name: input.name,
    description: input.description ?? null,
    scopes: input.scopes ?? [],
    application_type: input.application_type,
    redirect_uris: isOauth ? redirectUrisOf(input.redirect_uris ?? []) : [],
    uses_pkce: isOauth ? (input.uses_pkce ?? false) : false,
    is_first_party: isFirstParty,
    was_dynamically_registered: false,
    ...(!isFirstParty && owner !== undefined && { organization_id: owner }),
  });
  return world.present(connectApplications, row);
}

/** Inferred: null leaves a list as it is, since the vendor's SDK sends it for each list that its caller leaves out. */
function patchOf(row: ConnectApplicationRow, body: ConnectApplicationUpdate): Partial<ConnectApplicationRow> {
  if (body.redirect_uris && row.application_type === "m2m")
    throw invalid([{ field: "redirect_uris", code: "not_allowed", message: "M2M applications have none." }]);
  return {
    ...(body.name !== undefined && { name: body.name }),
    ...(body.description !== undefined && { description: body.description }),
    ...(body.scopes && { scopes: body.scopes }),
    ...(body.redirect_uris && { redirect_uris: redirectUrisOf(body.redirect_uris) }),
  };
}

/** Inferred: there is one default at most, and the first is it when none is named. */
function redirectUrisOf(given: readonly ConnectRedirectUri[]): ConnectApplicationRow["redirect_uris"] {
  const bad = given.find(({ uri }) => !URL.canParse(uri) || /^(javascript|data|vbscript):/i.test(uri.trim()));
  if (bad) throw invalid([{ field: "redirect_uris", code: "invalid_format", message: "A redirect URI is no URL." }]);
  if (given.filter((each) => each.default).length > 1)
    throw invalid([{ field: "redirect_uris", code: "too_many", message: "Only one redirect URI can be the default." }]);
  const hasDefault = given.some((each) => each.default);
  return given.map(({ uri, default: isDefault }, index) => ({
    uri,
    default: hasDefault ? isDefault === true : index === 0,
  }));
}
