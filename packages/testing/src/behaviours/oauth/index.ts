import { jwks } from "../../crypto/sign-jwt.ts";
import { oauthError } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource, type PageCall } from "../behaviour.ts";
import { externalAuthSessions } from "../external-auth/table.ts";
import { authorize, finishExternalAuth } from "./authorize.ts";
import { authenticateClient, credentialsOf, formOf, knowsClient } from "./clients.ts";
import { approveDevice, denyDevice, devicePage, type OAuthDeviceAnswer, startDevice } from "./device.ts";
import { serverMetadata } from "./discovery.ts";
import { introspect, userInfo } from "./inspect.ts";
import { registerClient } from "./register.ts";
import { type OAuthSettings, oauthCodes, oauthDevices, oauthRefreshTokens, oauthSettings } from "./table.ts";
import { exchange } from "./token-endpoint.ts";

const resumePage = "GET /oauth2/authorize/complete";
const deviceCodePage = "GET /oauth2/device";

const isClients = (world: World, call: PageCall) =>
  knowsClient(world, credentialsOf(call).clientId ?? call.query.client_id);

export const oauthResource = defineResource({
  tables: [oauthCodes, oauthRefreshTokens, oauthDevices],
  behaviours: {
    oauthAuthorize: ({ world, url }) => authorize(world, url),
    oauthToken: (call) => exchange(call),
    oauthIntrospect: (call) => {
      const { token } = formOf(call);
      // The spec has no 400 here: a request that names no client or token proves nothing.
      if (!token || !credentialsOf(call).clientId)
        throw oauthError("invalid_client", "token and client credentials are required.", 401);
      return introspect(call.world, authenticateClient(call, true), token, call.origin);
    },
    oauthUserInfo: ({ world, bearer }) => userInfo(world, bearer),
    oauthJwks: () => jwks(),
    openidConfiguration: ({ world, origin }) => metadata(world, origin),
    oauthServerMetadata: ({ world, origin }) => metadata(world, origin),
    oauthDeviceAuthorization: (call) => startDevice(call),
    oauthRegister: ({ world, body }) => registerClient(world, body),
  },
  unvalidated: ["oauthAuthorize", "oauthToken", "oauthIntrospect", "oauthDeviceAuthorization"],
  pages: {
    [resumePage]: ({ world, query }) => finishExternalAuth(world, query.external_auth_id),
    [deviceCodePage]: ({ world, query }) => devicePage(world, query),
  },
  locate: {
    oauthAuthorize: isClients,
    oauthToken: isClients,
    oauthIntrospect: isClients,
    oauthDeviceAuthorization: isClients,
    oauthUserInfo: (world, { bearer }) => knowsClient(world, clientOf(bearer)),
    [resumePage]: (world, { query }) => world.find(externalAuthSessions, query.external_auth_id) !== undefined,
    [deviceCodePage]: (world, { query }) =>
      world.findBy(oauthDevices, "user_code", query.user_code?.toUpperCase() ?? "") !== undefined,
  },
  dashboard: (world) => ({
    /** Changes settings of the AuthKit domain. */
    update(changes: Partial<OAuthSettings>): OAuthSettings {
      world.write(oauthSettings, { ...world.read(oauthSettings), ...changes });
      return world.read(oauthSettings);
    },
    /** Somebody types in the code of a device and signs in. */
    approveDevice: (answer: OAuthDeviceAnswer): void => approveDevice(world, answer),
    /** Somebody types in the code of a device and refuses. */
    denyDevice: ({ user_code }: { readonly user_code: string }): void => denyDevice(world, user_code),
  }),
});

function metadata(world: World, origin: string) {
  return serverMetadata(origin, world.read(oauthSettings).dynamic_registration);
}

/** The client of an access token, unverified: enough to find its environment. */
function clientOf(token: string | undefined): string | undefined {
  try {
    const payload = atob((token?.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/"));
    const clientId: unknown = JSON.parse(payload).client_id;
    return typeof clientId === "string" ? clientId : undefined;
  } catch {
    return undefined;
  }
}
