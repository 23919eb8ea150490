import type { RadarChallenge } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";
import type { OneTimeCode } from "../email-verifications/one-time-code.ts";

/** An e-mail challenge as stored. */
export type RadarChallengeRow = RadarChallenge & OneTimeCode;

export const radarChallenges = defineTable<RadarChallengeRow, RadarChallenge>({
  name: "radar_challenges",
  label: "Radar challenge",
  prefix: "radar_challenge",
  object: "radar_challenge",
  indexes: { user_id: (row) => row.user_id, id: (row) => row.id },
  parents: { users: { index: "user_id", isSilent: true } },
  present: ({ is_used: _used, is_replaced: _replaced, failures: _failures, ...wire }) => wire,
});

/** A code in a text message; its id is what sign-ups must name. */
export interface SmsVerification extends OneTimeCode {
  readonly user_id: string;
  readonly phone_number: string;
}

export const smsVerifications = defineTable<SmsVerification>({
  name: "radar_sms_verifications",
  label: "SMS verification",
  prefix: "vrf",
  indexes: { user_id: (row) => row.user_id, id: (row) => row.id },
  parents: { users: { index: "user_id", isSilent: true } },
});
