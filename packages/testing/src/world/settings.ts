import { defineCell } from "./definition.ts";

/** What the dashboard's settings pages decide for an environment. Change them with `mock.dashboard.settings.update`. */
export interface Settings {
  /** Named in authenticator apps and messages. */
  readonly team_name: string;
  /** Shows a page to pick a person on, in place of signing somebody in at once. */
  readonly interactive_sign_in: boolean;
  /** Where sign-ins without an address of their own go. */
  readonly default_redirect_uri: string | null;
  /** Where the Admin Portal leads back to. */
  readonly default_portal_return_url: string;
  /** Addresses that logout may redirect to; an empty list allows any. */
  readonly sign_out_redirects: readonly string[];
  /** Password sign-in of a user with an unverified address asks for the code first. */
  readonly require_email_verification: boolean;
  /** Whether AuthKit sign-ins ask for a second factor. */
  readonly mfa: "off" | "optional" | "required";
  readonly allow_sign_up: boolean;
  /** How AuthKit users may sign in. */
  readonly authentication_methods: {
    readonly password: boolean;
    readonly magic_auth: boolean;
    readonly sso: boolean;
    readonly passkey: boolean;
    readonly google_oauth: boolean;
    readonly microsoft_oauth: boolean;
    readonly github_oauth: boolean;
    readonly apple_oauth: boolean;
  };
  readonly access_token_lifetime_seconds: number;
  /** Longest session, in days. */
  readonly session_lifetime_days: number;
  /** Issuer of access tokens; null takes the address the request came to. */
  readonly issuer: string | null;
  /** Whether several roles may be given to one membership. */
  readonly multiple_roles: boolean;
  readonly radar: boolean;
  /** Shortest password that is accepted; the API's rules are set per environment and not documented. */
  readonly password_min_length: number;
  /** Mails that may be sent within 24 hours; null sets no limit. Beyond it: `daily_quota_exceeded`. */
  readonly daily_email_quota: number | null;
  /** Whether the device flow is on. */
  readonly device_authorization: boolean;
  /** Ends the session when a refresh token is presented a second time, in place of refusing the token alone. */
  readonly revoke_on_refresh_token_reuse: boolean;
}

export const settings = defineCell<Settings>("settings", {
  team_name: "Mock Team",
  interactive_sign_in: false,
  default_redirect_uri: null,
  default_portal_return_url: "https://app.example.test/settings",
  sign_out_redirects: [],
  require_email_verification: false,
  mfa: "off",
  allow_sign_up: true,
  authentication_methods: {
    password: true,
    magic_auth: true,
    sso: true,
    passkey: true,
    google_oauth: true,
    microsoft_oauth: true,
    github_oauth: true,
    apple_oauth: true,
  },
  access_token_lifetime_seconds: 300,
  session_lifetime_days: 30,
  issuer: null,
  multiple_roles: true,
  radar: true,
  password_min_length: 10,
  daily_email_quota: null,
  device_authorization: true,
  revoke_on_refresh_token_reuse: false,
});
