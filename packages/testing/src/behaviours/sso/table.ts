import type { Profile } from "../../generated/schemas.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";

/** A profile as stored; its wire form has no times. */
export type ProfileRow = Profile & BaseRow;

/** A person's identity at one connection. The same person keeps the id. */
export const profiles = defineTable<ProfileRow, Profile>({
  name: "sso_profiles",
  label: "Profile",
  prefix: "prof",
  object: "profile",
  indexes: { connection_id: (row) => row.connection_id },
  unique: { identity: (row) => `${row.connection_id} ${row.idp_id}` },
  parents: { connections: "connection_id" },
  present: ({ created_at: _created, updated_at: _updated, ...profile }) => profile,
});

/** An authorization code; used once, within ten minutes. */
export interface SsoCode extends BaseRow {
  readonly profile_id: string;
  readonly expires_at: string;
  /** What the verifier of PKCE must hash to. */
  readonly code_challenge?: string;
  readonly provider_scopes?: readonly string[];
}

export const ssoCodes = defineTable<SsoCode>({ name: "sso_codes", label: "Code", prefix: "code", isImmutable: true });

/** An access token for the profile, or a logout token. */
export interface SsoToken extends BaseRow {
  readonly kind: "access" | "logout";
  readonly profile_id: string;
  readonly expires_at: string;
}

export const ssoTokens = defineTable<SsoToken>({
  name: "sso_tokens",
  label: "Token",
  prefix: "token",
  isImmutable: true,
  indexes: { profile_id: (row) => row.profile_id },
});

/** What the identity provider will say at the next sign-in. */
export interface PlannedLogin extends BaseRow {
  /** Only at this connection; any when left out. */
  readonly connection_id?: string;
  /** The error to come back with, in place of a person. */
  readonly error?: { readonly error: string; readonly description?: string };
  readonly person?: Partial<Profile>;
  /** The browser stays at the identity provider. */
  readonly is_abandoned?: true;
}

export const plannedLogins = defineTable<PlannedLogin>({
  name: "sso_planned_logins",
  label: "Planned login",
  prefix: "login",
  isImmutable: true,
});

/** A browser that is at the identity provider: it was shown the page that stands for it. */
export interface SsoVisit extends BaseRow {
  readonly connection_id: string;
  /** The parameters it left with, by which it is known when it comes back. */
  readonly address: string;
}

export const ssoVisits = defineTable<SsoVisit>({
  name: "sso_visits",
  label: "Visit",
  prefix: "visit",
  isImmutable: true,
  indexes: { connection_id: (row) => row.connection_id },
  unique: { address: (row) => row.address },
  parents: { connections: { index: "connection_id", isSilent: true } },
});
