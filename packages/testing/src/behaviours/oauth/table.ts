import { type BaseRow, defineCell, defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";

/** What a user lets an application do: the common part of codes, refresh tokens and device logins. */
export interface Grant {
  readonly application_id: string;
  readonly user_id: string;
  readonly scopes: readonly string[];
  readonly organization_id?: string | undefined;
  /** Resource indicator the tokens are for. */
  readonly resource?: string | undefined;
  readonly nonce?: string | undefined;
  /** Id of the consent, which the tokens name as theirs. */
  readonly sid: string;
  /** What the user chose when asked for consent, by claim. */
  readonly claims?: Readonly<Record<string, string>> | undefined;
  /** When the user signed in, in seconds since 1970. */
  readonly auth_time: number;
}

/** What the browser brings back; its id is the code. */
export interface OAuthCodeRow extends BaseRow, Grant {
  readonly redirect_uri: string;
  readonly code_challenge?: string;
  readonly expires_at: string;
}

const owners = {
  indexes: { application_id: (row: Grant) => row.application_id, user_id: (row: Grant) => row.user_id },
  parents: {
    connect_applications: { index: "application_id", isSilent: true },
    users: { index: "user_id", isSilent: true },
  },
} as const;

export const oauthCodes = defineTable<OAuthCodeRow>({
  ...owners,
  name: "oauth_codes",
  label: "Code",
  prefix: "oauth_code",
  isImmutable: true,
});

/** A refresh token; its id is the token. */
export interface OAuthRefreshTokenRow extends BaseRow, Grant {
  readonly expires_at: string;
}

export const oauthRefreshTokens = defineTable<OAuthRefreshTokenRow>({
  ...owners,
  name: "oauth_refresh_tokens",
  label: "Refresh token",
  prefix: "oauth_refresh_token",
  isImmutable: true,
});

/** A device that asks to be signed in; its id is the device code. */
export interface OAuthDeviceRow extends BaseRow {
  readonly application_id: string;
  readonly scopes: readonly string[];
  readonly user_code: string;
  readonly state: "pending" | "approved" | "denied";
  readonly user_id?: string;
  readonly organization_id?: string;
  readonly interval_seconds: number;
  readonly last_polled_at?: string;
  readonly expires_at: string;
}

export const oauthDevices = defineTable<OAuthDeviceRow>({
  name: "oauth_device_codes",
  label: "Device authorization",
  prefix: "oauth_device",
  indexes: { application_id: (row) => row.application_id },
  unique: { user_code: (row) => row.user_code },
  parents: { connect_applications: { index: "application_id", isSilent: true } },
});

/** What the dashboard decides for the AuthKit domain. */
export interface OAuthSettings {
  /** Whether clients may register themselves. */
  readonly dynamic_registration: boolean;
  /** The app's own login page (Standalone Connect); null signs in on the AuthKit domain. */
  readonly external_login_uri: string | null;
}

export const oauthSettings = defineCell<OAuthSettings>("oauth_settings", {
  dynamic_registration: true,
  external_login_uri: null,
});

/** Ends what a user has granted an application. */
export function revokeGrants(world: World, where: { user_id: string; application_id: string }): void {
  for (const { id } of world.rows(oauthCodes, { where })) world.table(oauthCodes).remove(id);
  for (const { id } of world.rows(oauthRefreshTokens, { where })) world.table(oauthRefreshTokens).remove(id);
}
