import type { World } from "../../world/world.ts";
import { freshCode } from "../email-verifications/one-time-code.ts";
import type { UserRow } from "../users/table.ts";
import { type RadarChallengeRow, radarChallenges } from "./table.ts";

/** Mails the code that a suspicious sign-in needs. */
export function openRadarChallenge(world: World, user: UserRow): RadarChallengeRow {
  const row = world.insert(radarChallenges, {
    type: "email",
    user_id: user.id,
    email: user.email,
    ...freshCode(world),
  });
  const text = `Somebody signs in as you. Your code is ${row.code}.`;
  world.send({ channel: "email", to: user.email, kind: "radar_challenge", text, code: row.code });
  world.emit("radar.challenge_created", {
    type: "email",
    radar_challenge_id: row.id,
    user_id: user.id,
    email: user.email,
  });
  return row;
}
