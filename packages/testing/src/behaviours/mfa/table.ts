import type { AuthenticationChallenge, AuthenticationFactor } from "../../generated/schemas.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";

/** A factor as stored, with what only the mock may know. */
export type FactorRow = AuthenticationFactor & {
  readonly totp_secret?: string;
  /** The last step whose code was used. */
  readonly totp_last_step?: number;
};

export const factors = defineTable<FactorRow, AuthenticationFactor>({
  name: "authentication_factors",
  label: "Authentication factor",
  prefix: "auth_factor",
  object: "authentication_factor",
  indexes: { user_id: (row) => row.user_id },
  parents: { users: "user_id" },
  present: ({ totp_secret: _secret, totp_last_step: _step, ...factor }) => factor,
});

/** A challenge as stored. */
export type ChallengeRow = Omit<AuthenticationChallenge, "code"> &
  BaseRow & {
    readonly type: FactorRow["type"];
    /** The code that was sent; authenticator apps make their own. */
    readonly sent_code?: string;
    readonly failures: number;
    readonly is_verified: boolean;
  };

export const challenges = defineTable<ChallengeRow, AuthenticationChallenge>({
  name: "authentication_challenges",
  label: "Authentication challenge",
  prefix: "auth_challenge",
  object: "authentication_challenge",
  indexes: { factor_id: (row) => row.authentication_factor_id },
  parents: { authentication_factors: "factor_id" },
  present: ({ type, sent_code, failures: _failures, is_verified: _verified, ...challenge }) => ({
    ...challenge,
    // With a generic one-time code the caller does the sending, and needs the code.
    ...(type === "generic_otp" && sent_code !== undefined && { code: sent_code }),
  }),
});
