import { constructEventSync } from "../../src/sync.ts";
import { WebhookVerificationError } from "../../src/verification/errors.ts";
import type { VerifyOptions } from "../../src/verification/verify.ts";
import { Chance, fuzzInput } from "./fuzz-inputs.ts";

/** What a run of the fuzzer found. */
export interface FuzzReport {
  readonly inputs: number;
  readonly seconds: number;
  readonly accepted: number;
  readonly refused: Readonly<Record<string, number>>;
  /** Inputs that were accepted although they must not be. */
  readonly falseAccepts: number;
  /** Everything thrown that is not our error. */
  readonly strayErrors: readonly string[];
  /** The longest time one input took, in milliseconds. */
  readonly slowestMs: number;
}

/** Feeds random and mutated inputs to the verifier. The same seed makes the same inputs. */
export function runFuzz(inputs: number, seed: number): FuzzReport {
  const chance = new Chance(seed);
  const refused: Record<string, number> = {};
  const strayErrors: string[] = [];
  let accepted = 0;
  let falseAccepts = 0;
  let slowestMs = 0;
  const started = performance.now();
  for (let index = 0; index < inputs; index++) {
    const { options, mustRefuse } = fuzzInput(chance);
    const begun = performance.now();
    try {
      // Whatever it is: finding out what happens then is the purpose.
      constructEventSync(options as VerifyOptions);
      accepted += 1;
      if (mustRefuse) falseAccepts += 1;
    } catch (error) {
      if (WebhookVerificationError.isInstance(error)) refused[error.code] = (refused[error.code] ?? 0) + 1;
      else strayErrors.push(`input ${index} of seed ${seed}: ${String(error)}`);
    }
    slowestMs = Math.max(slowestMs, performance.now() - begun);
  }
  return {
    inputs,
    seconds: (performance.now() - started) / 1000,
    accepted,
    refused,
    falseAccepts,
    strayErrors,
    slowestMs,
  };
}
