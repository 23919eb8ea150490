import { type FieldIssue, invalid, oauthError } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import type { SignIn } from "./table.ts";

/** The fields of a request for tokens; every one of them is text. */
export type Fields = Readonly<Record<string, string | undefined>>;

/** What a grant works with. */
export interface GrantCall {
  readonly world: World;
  readonly fields: Fields;
  /** Base of the issuer. */
  readonly origin: string;
  /** No client secret came along. */
  readonly isPublic: boolean;
}

const common = ["client_id", "client_secret", "ip_address", "user_agent", "device_id", "signals_id"];
const required: Readonly<Record<string, readonly string[]>> = {
  authorization_code: ["code"],
  password: ["email", "password"],
  refresh_token: ["refresh_token"],
  "urn:workos:oauth:grant-type:magic-auth:code": ["code", "email"],
  "urn:workos:oauth:grant-type:email-verification:code": ["code", "pending_authentication_token"],
  "urn:workos:oauth:grant-type:mfa-totp": ["code", "pending_authentication_token", "authentication_challenge_id"],
  "urn:workos:oauth:grant-type:organization-selection": ["pending_authentication_token", "organization_id"],
  "urn:workos:oauth:grant-type:radar-email-challenge:code": [
    "code",
    "radar_challenge_id",
    "pending_authentication_token",
  ],
  "urn:workos:oauth:grant-type:radar-sms-challenge:code": ["code", "pending_authentication_token"],
  "urn:ietf:params:oauth:grant-type:device_code": ["device_code"],
  "urn:workos:oauth:grant-type:email-completion": ["email_completion_token", "email"],
};
const optional = ["code_verifier", "invitation_token", "organization_id", "verification_id", "phone_number"];

/** The grant asked for and its fields, checked; bad input is refused the way the facts tell (behaviours 13). */
export function readFields(body: Readonly<Record<string, unknown>>): { grant: string; fields: Fields } {
  const grant = body.grant_type;
  if (typeof grant !== "string") throw oauthError("invalid_request", "The grant_type is missing.");
  const needed = Object.hasOwn(required, grant) ? required[grant] : undefined;
  if (!needed) throw oauthError("invalid_request", `The grant_type "${grant}" is not known.`);
  const issues: FieldIssue[] = [];
  const fields: Record<string, string> = {};
  for (const field of new Set(["client_id", ...needed, ...common, ...optional])) {
    const value = body[field];
    if (typeof value === "string") fields[field] = value;
    else if (value !== undefined && value !== null) issues.push({ field, code: "invalid_type" });
    else if (field === "client_id" || needed.includes(field)) issues.push({ field, code: "required" });
  }
  if (issues.length > 0) throw invalid(issues);
  return { grant, fields };
}

/** Public clients may redeem codes with PKCE, refresh what they began, and poll for devices; others need the secret. */
export function checkClient(world: World, grant: string, fields: Fields): boolean {
  if (fields.client_id !== world.clientId) throw oauthError("invalid_client", "The client ID is not known.");
  if (fields.client_secret === world.apiKey) return false;
  const mayBePublic =
    grant === "refresh_token" ||
    grant === "urn:ietf:params:oauth:grant-type:device_code" ||
    (grant === "authorization_code" && fields.code_verifier !== undefined);
  if (fields.client_secret === undefined && mayBePublic) return true;
  throw oauthError("unauthorized_client", "The client secret is missing or wrong.");
}

/** Where a sign-in comes from. */
export function agentOf({ ip_address, user_agent, device_id, invitation_token }: Fields): Partial<SignIn> {
  return {
    ...(ip_address !== undefined && { ip_address }),
    ...(user_agent !== undefined && { user_agent }),
    ...(device_id !== undefined && { device_id }),
    ...(invitation_token !== undefined && { invitation_token }),
  };
}
