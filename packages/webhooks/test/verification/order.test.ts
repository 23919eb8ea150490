import { describe, expect, it } from "vitest";
import { constructEventSync } from "../../src/sync.ts";
import { constructEvent } from "../../src/verification/construct-event.ts";
import type { VerifyOptions } from "../../src/verification/verify.ts";
import { delivery, header, hmac, noon, secret } from "./edge-table.ts";

const notHex = "z".repeat(64);
/** Everything that is checked, in this order: the cheap before the dear, and the body last. */
const faults: [code: string, changes: Record<string, unknown>][] = [
  ["missing_secret", { secret: "" }],
  ["invalid_options", { tolerance: -1 }],
  ["missing_header", { sigHeader: "" }],
  ["malformed_header", { sigHeader: "x".repeat(1025) }],
  ["missing_timestamp", { sigHeader: "v1=" }],
  ["invalid_timestamp", { sigHeader: "t=abc, v1=" }],
  ["missing_signature", { sigHeader: "t=1, v1=" }],
  ["signature_mismatch", { sigHeader: `t=1, v1=${notHex}` }],
  ["timestamp_too_old", { sigHeader: header("another", noon - 200_000) }],
  ["unsupported_payload", { payload: undefined, sigHeader: header("another") }],
  ["signature_mismatch", { payload: "no JSON", sigHeader: header("another") }],
  ["invalid_payload", { payload: "no JSON", sigHeader: `t=${noon}, v1=${hmac(secret, noon, "no JSON")}` }],
];

describe("what is wrong first is what is told", () => {
  it.each(faults.map((fault, index) => [fault[0], index] as const))("%s (check %i)", async (code, index) => {
    // This fault, on top of everything that is wrong later.
    const changes = faults.slice(index).toReversed();
    const options = delivery(Object.assign({}, ...changes.map(([, change]) => change))) as VerifyOptions;

    expect(() => constructEventSync(options)).toThrow(expect.objectContaining({ code }));
    await expect(constructEvent(options)).rejects.toMatchObject({ code });
  });
});
