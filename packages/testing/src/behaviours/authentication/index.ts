import { jwks } from "../../crypto/sign-jwt.ts";
import type { Authentication } from "../../generated/schemas.ts";
import { notFound, oauthError } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { invitations } from "../invitations/table.ts";
import { refreshTokens } from "../sessions/table.ts";
import { authenticationDashboard } from "./dashboard.ts";
import { authorizeDevice } from "./device.ts";
import { takeFailure } from "./failures.ts";
import { authorizationCodeGrant } from "./grants/authorization-code.ts";
import { deviceCodeGrant } from "./grants/device-code.ts";
import { emailCompletionGrant } from "./grants/email-completion.ts";
import { emailVerificationGrant, magicAuthGrant, radarEmailGrant, radarSmsGrant } from "./grants/one-time-codes.ts";
import { organizationSelectionGrant } from "./grants/organization-selection.ts";
import { passwordGrant } from "./grants/password.ts";
import { refreshTokenGrant } from "./grants/refresh-token.ts";
import { totpGrant } from "./grants/totp.ts";
import { devicePage, invitePage } from "./pages.ts";
import { authorizeOrAsk } from "./registration.ts";
import { checkClient, type GrantCall, readFields } from "./request.ts";
import {
  authorizationCodes,
  deviceAuthorizations,
  emailCompletions,
  pendingSignIns,
  plannedFailures,
  plannedSignIns,
} from "./table.ts";

const grants: Readonly<Record<string, (call: GrantCall) => Authentication | Promise<Authentication>>> = {
  authorization_code: authorizationCodeGrant,
  password: passwordGrant,
  refresh_token: refreshTokenGrant,
  "urn:workos:oauth:grant-type:magic-auth:code": magicAuthGrant,
  "urn:workos:oauth:grant-type:email-verification:code": emailVerificationGrant,
  "urn:workos:oauth:grant-type:mfa-totp": totpGrant,
  "urn:workos:oauth:grant-type:organization-selection": organizationSelectionGrant,
  "urn:workos:oauth:grant-type:radar-email-challenge:code": radarEmailGrant,
  "urn:workos:oauth:grant-type:radar-sms-challenge:code": radarSmsGrant,
  "urn:ietf:params:oauth:grant-type:device_code": deviceCodeGrant,
  "urn:workos:oauth:grant-type:email-completion": emailCompletionGrant,
};

export const authenticationResource = defineResource({
  tables: [pendingSignIns, authorizationCodes, emailCompletions, deviceAuthorizations, plannedSignIns, plannedFailures],
  behaviours: {
    authenticate: ({ world, body, origin }) => authenticate(world, { ...body }, origin),
    getAuthorizationUrl: ({ world, url }) => authorizeOrAsk(world, url),
    createDeviceAuthorization: ({ world, body, origin }) => authorizeDevice(world, body.client_id, origin),
    getJwks: ({ world, path }) => {
      if (path.client_id !== world.clientId) throw notFound("Client", path.client_id);
      return jwks();
    },
  },
  pages: { "GET /device": devicePage, "GET /invite": invitePage },
  unvalidated: ["authenticate", "getAuthorizationUrl"],
  locate: {
    // Public clients that mistyped their id are still told so in the world of their token.
    authenticate: (world, { body }) =>
      world.find(refreshTokens, String(body.refresh_token)) !== undefined ||
      world.find(authorizationCodes, String(body.code)) !== undefined,
    "GET /device": (world, { query }) =>
      world.findBy(deviceAuthorizations, "user_code", String(query.user_code)) !== undefined,
    "GET /invite": (world, { query }) =>
      world.findBy(invitations, "token", String(query.invitation_token)) !== undefined,
  },
  dashboard: authenticationDashboard,
});

async function authenticate(
  world: World,
  body: Readonly<Record<string, unknown>>,
  origin: string,
): Promise<Authentication> {
  const { grant, fields } = readFields(body);
  const isPublic = checkClient(world, grant, fields);
  const failure = takeFailure(world);
  if (failure) throw failure;
  const redeem = grants[grant];
  if (!redeem) throw oauthError("invalid_request", `The grant_type "${grant}" is not known.`);
  return redeem({ world, fields, origin, isPublic });
}
