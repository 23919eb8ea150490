import { invalid } from "../../problem.ts";
import { findPending } from "../authentication/pending.ts";
import { defineResource } from "../behaviour.ts";
import { freshCode, replaceCodes } from "../email-verifications/one-time-code.ts";
import { users } from "../users/table.ts";
import { radarChallenges, smsVerifications } from "./table.ts";

export const radarChallengesResource = defineResource({
  tables: [radarChallenges, smsVerifications],
  behaviours: {
    getRadarChallenge: ({ world, path }) => world.present(radarChallenges, world.get(radarChallenges, path.id)),
    sendRadarSmsChallenge: ({ world, body }) => {
      const user = world.get(users, body.user_id);
      findPending(world, body.pending_authentication_token, user.id);
      if (!/^\+[1-9]\d{6,14}$/.test(body.phone_number))
        throw invalid([{ field: "phone_number", code: "invalid_phone_number" }]);
      replaceCodes(world, smsVerifications, { user_id: user.id });
      const row = world.insert(smsVerifications, {
        user_id: user.id,
        phone_number: body.phone_number,
        ...freshCode(world),
      });
      const text = `Your code is ${row.code}.`;
      world.send({ channel: "sms", to: body.phone_number, kind: "radar_challenge", text, code: row.code });
      return { verification_id: row.id, phone_number: row.phone_number };
    },
  },
});
