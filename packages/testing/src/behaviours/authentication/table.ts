import type { AuthenticationMethod, Impersonator, OAuthTokens } from "../../generated/schemas.ts";
import { type BaseRow, defineCell, defineTable } from "../../world/definition.ts";

/** A further step that a sign-in may need, in the order in which it is asked for (facts: behaviours 13). */
export type Step = "radar" | "email_verification" | "mfa" | "organization";

/** A sign-in on its way from the first factor to a session. */
export interface SignIn {
  readonly user_id: string;
  readonly method: AuthenticationMethod;
  /** The organization that was chosen. */
  readonly organization_id?: string | undefined;
  readonly invitation_token?: string | undefined;
  readonly ip_address?: string | undefined;
  readonly user_agent?: string | undefined;
  readonly device_id?: string | undefined;
  readonly impersonator?: Impersonator | undefined;
  readonly oauth_tokens?: OAuthTokens | undefined;
  /** No client secret was given: refreshes need none either. */
  readonly is_public?: boolean | undefined;
  /** Steps behind it, or that it need not take. */
  readonly passed: readonly Step[];
  /** What Radar held against it. */
  readonly risk?: { readonly control: string | null; readonly blocklist_type: string | null } | undefined;
}

/** A sign-in that waits for its next step; its id is the pending authentication token. */
export interface PendingSignIn extends BaseRow, SignIn {
  readonly expires_at: string;
}

export const pendingSignIns = defineTable<PendingSignIn>({
  name: "pending_sign_ins",
  label: "Pending authentication",
  prefix: "pending",
  isImmutable: true,
  indexes: { user_id: (row) => row.user_id },
  parents: { users: { index: "user_id", isSilent: true } },
});

/** What a browser brings back from the sign-in; its id is the code. */
export interface AuthorizationCode extends BaseRow, Omit<SignIn, "user_id" | "passed"> {
  /** Nobody when the provider named no address: the e-mail completion grant asks for it. */
  readonly user_id?: string;
  readonly identity?: { readonly provider: string; readonly idp_id: string };
  readonly connection_id?: string;
  readonly code_challenge?: string;
  /** Somebody who was signed in had to prove it again. */
  readonly is_reauthentication?: true;
  readonly expires_at: string;
}

export const authorizationCodes = defineTable<AuthorizationCode>({
  name: "authorization_codes",
  label: "Code",
  prefix: "code",
  isImmutable: true,
  indexes: { user_id: (row) => row.user_id },
  parents: { users: { index: "user_id", isSilent: true } },
});

/** A login at a provider that named no address; its id is the completion token. */
export interface EmailCompletion extends BaseRow {
  readonly code: AuthorizationCode;
  readonly expires_at: string;
}

export const emailCompletions = defineTable<EmailCompletion>({
  name: "email_completions",
  label: "Email completion",
  prefix: "completion",
  isImmutable: true,
});

/** A device that asks to be signed in; its id is the device code. */
export interface DeviceAuthorizationRow extends BaseRow {
  readonly user_code: string;
  readonly state: "pending" | "approved" | "denied" | "used";
  readonly user_id?: string;
  readonly organization_id?: string;
  readonly interval_seconds: number;
  readonly last_polled_at?: string;
  readonly expires_at: string;
}

export const deviceAuthorizations = defineTable<DeviceAuthorizationRow>({
  name: "device_authorizations",
  label: "Device authorization",
  prefix: "device",
  indexes: { user_id: (row) => row.user_id },
  unique: { user_code: (row) => row.user_code },
  parents: { users: { index: "user_id", isSilent: true } },
});

/** Who signs in next in the browser, and how it goes. */
export interface PlannedSignIn extends BaseRow {
  /** Null: a provider that names no address. */
  readonly email?: string | null;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly idp_id?: string;
  /** What hosted AuthKit asked for. */
  readonly method?: AuthenticationMethod;
  readonly organization_id?: string;
  readonly oauth_tokens?: OAuthTokens;
  /** The error to come back with, in place of a code. */
  readonly error?: string;
  readonly error_description?: string;
}

export const plannedSignIns = defineTable<PlannedSignIn>({
  name: "planned_sign_ins",
  label: "Planned sign-in",
  prefix: "sign_in",
  isImmutable: true,
});

/** An error that the next request for tokens fails with. */
export interface PlannedFailure extends BaseRow {
  readonly error: string;
}

export const plannedFailures = defineTable<PlannedFailure>({
  name: "planned_failures",
  label: "Planned failure",
  prefix: "failure",
  isImmutable: true,
});

/** What an organization demands of its members' sign-ins. */
export interface SignInPolicy {
  readonly require_sso?: boolean;
  /** The only methods allowed; any when left out. */
  readonly methods?: readonly AuthenticationMethod[];
}

/** Policies by organization id. */
export const signInPolicies = defineCell<Readonly<Record<string, SignInPolicy>>>("sign_in_policies", {});

/** What an organization has paid for, by organization id; access tokens carry it. */
export const entitlements = defineCell<Readonly<Record<string, readonly string[]>>>("entitlements", {});
