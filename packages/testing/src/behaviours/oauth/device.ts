import type { OAuthDeviceAuthorization } from "../../generated/schemas.ts";
import { type Reply, reply } from "../../handlers/message.ts";
import { escapeHtml, page } from "../../pages/page.ts";
import { notFound, oauthError, Problem } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { findOrganization, type OrganizationRef } from "../organizations/table.ts";
import { findUser, type UserRef } from "../users/find-user.ts";
import { users } from "../users/table.ts";
import { type ClientCall, findClient, formOf } from "./clients.ts";
import { refusedScope, scopesOf } from "./scopes.ts";
import { type OAuthDeviceRow, oauthDevices } from "./table.ts";

/** Both are documented (facts: oauth). */
const lifetimeSeconds = 300;
const intervalSeconds = 5;

/** Starts the login of a device (RFC 8628, section 3.1). */
export function startDevice(call: ClientCall & { readonly origin: string }): OAuthDeviceAuthorization {
  const { world, origin } = call;
  const form = formOf(call);
  if (!form.client_id) throw oauthError("invalid_request", "client_id is missing.");
  const application = findClient(world, form.client_id);
  if (!application) throw oauthError("invalid_client", "The client is not known.");
  if (application.application_type === "m2m")
    throw oauthError("unauthorized_client", "A machine has nobody to ask for consent.");
  const foreign = refusedScope(application, form.scope);
  if (foreign !== undefined) throw oauthError("invalid_scope", `The scope '${foreign}' is not the application's.`);
  const row = world.insert(oauthDevices, {
    id: world.random.token(40),
    application_id: application.id,
    scopes: scopesOf(form.scope),
    user_code: `${letters(world)}-${letters(world)}`,
    state: "pending",
    interval_seconds: intervalSeconds,
    expires_at: world.clock.iso(lifetimeSeconds * 1000),
  });
  const verification_uri = `${origin}/oauth2/device`;
  return {
    device_code: row.id,
    user_code: row.user_code,
    verification_uri,
    verification_uri_complete: `${verification_uri}?user_code=${row.user_code}`,
    expires_in: lifetimeSeconds,
    interval: intervalSeconds,
  };
}

/** Consonants alone make no words. */
function letters(world: World): string {
  const alphabet = "BCDFGHJKLMNPQRSTVWXZ";
  return Array.from({ length: 4 }, () => alphabet[world.random.next() % alphabet.length]).join("");
}

/** What a person answers on the page of the device's code. */
export interface OAuthDeviceAnswer {
  readonly user_code: string;
  readonly user: UserRef;
  readonly organization?: OrganizationRef;
}

export function approveDevice(world: World, { user_code, user, organization }: OAuthDeviceAnswer): void {
  const row = pendingDevice(world, user_code);
  world.update(oauthDevices, row.id, {
    state: "approved",
    user_id: findUser(world, user).id,
    organization_id: organization && findOrganization(world, organization).id,
  });
}

export function denyDevice(world: World, userCode: string): void {
  world.update(oauthDevices, pendingDevice(world, userCode).id, { state: "denied" });
}

function pendingDevice(world: World, userCode: string): OAuthDeviceRow {
  const row = world.findBy(oauthDevices, "user_code", userCode.toUpperCase());
  if (row?.state !== "pending" || Date.parse(row.expires_at) <= world.clock.now())
    throw notFound(oauthDevices.label, userCode);
  return row;
}

/** The page behind the verification address: asks for code and person, and takes the answer. */
export function devicePage(world: World, query: Readonly<Record<string, string>>): Reply {
  const { user_code: code, mock_login: email, mock_error: refusal } = query;
  try {
    if (code && refusal) denyDevice(world, code);
    else if (code && email) approveDevice(world, { user_code: code, user: email });
    else return html(200, form(world, code ?? ""));
    return html(200, `<h1>${refusal ? "Denied" : "Signed in"}</h1><p>Go back to the device.</p>`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return html(error.status, "<h1>This code is not known, or has expired</h1>");
  }
}

function form(world: World, code: string): string {
  const [first] = world.rows(users);
  const field = (name: string, value: string) =>
    `<label>${name} <input name="${name === "Code" ? "user_code" : "mock_login"}" value="${escapeHtml(value)}" required></label> `;
  const deny = `<button name="mock_error" value="access_denied" formnovalidate>Deny</button>`;
  return `<h1>Connect a device</h1><form method="get">${field("Code", code)}${field("E-mail", first?.email ?? "")}<button>Sign in</button> ${deny}</form>`;
}

function html(status: number, body: string): Reply {
  return reply(status, page("Connect a device", body), { "content-type": "text/html; charset=utf-8" });
}
