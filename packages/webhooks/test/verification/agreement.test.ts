import { expect, it } from "vitest";
import { constructEventSync } from "../../src/sync.ts";
import { constructEvent } from "../../src/verification/construct-event.ts";
import { WebhookVerificationError } from "../../src/verification/errors.ts";
import type { VerifyOptions } from "../../src/verification/verify.ts";
import { Chance, fuzzInput } from "../fuzz/fuzz-inputs.ts";

const codeOf = (error: unknown) => (WebhookVerificationError.isInstance(error) ? error.code : `stray: ${error}`);

it("gives the same outcome with and without promises, whatever comes in", { timeout: 120_000 }, async () => {
  const chance = new Chance(7);
  const different: string[] = [];
  let accepted = 0;
  for (let index = 0; index < 10_000; index++) {
    // Whatever it is: finding out what happens then is the purpose.
    const options = fuzzInput(chance).options as VerifyOptions;

    const later = await constructEvent(options).then(JSON.stringify, codeOf);
    let now: string;
    try {
      now = JSON.stringify(constructEventSync(options));
      accepted += 1;
    } catch (error) {
      now = codeOf(error);
    }

    if (later !== now || now.startsWith("stray")) different.push(`input ${index}: ${later} and ${now}`);
  }

  expect(different).toEqual([]);
  expect(accepted).toBeGreaterThan(100);
});
