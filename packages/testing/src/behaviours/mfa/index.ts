import { defineResource } from "../behaviour.ts";
import { enrollFactor, openChallenge, tryCode } from "./rules.ts";
import { challenges, factors } from "./table.ts";
import { totpCode, totpStep } from "./totp.ts";

export const mfaResource = defineResource({
  tables: [factors, challenges],
  behaviours: {
    enrollFactor: ({ world, body }) => enrollFactor(world, body),
    getFactor: ({ world, path }) => world.present(factors, world.get(factors, path.id)),
    deleteFactor: ({ world, path }) => {
      world.remove(factors, path.id);
      return undefined;
    },
    challengeFactor: ({ world, path, body }) =>
      world.present(challenges, openChallenge(world, path.id, body.sms_template)),
    verifyChallenge: async ({ world, path, body }) => {
      const { challenge, isValid } = await tryCode(world, path.id, body.code);
      return { challenge: world.present(challenges, challenge), valid: isValid };
    },
  },
  dashboard: (world) => ({
    /** What the person's authenticator app shows now, or some steps of 30 seconds away. */
    totpCode({ factor, steps = 0 }: { readonly factor: string; readonly steps?: number }): Promise<string> {
      const { totp_secret: secret = "" } = world.get(factors, factor);
      return totpCode(secret, totpStep(world.clock.verifierNow()) + steps);
    },
  }),
});
