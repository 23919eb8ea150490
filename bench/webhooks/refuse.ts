// What a flood of worthless deliveries costs: they are refused by their header, without hashing the body.
import { verifyHeaderSync } from "@workos-kit/webhooks/sync";
import { interleave, print } from "../_interleave.ts";
import { delivery, secret } from "./_deliveries.ts";

const { payload, sigHeader, signature } = delivery(256);
const refused = (header: string) => () => {
  try {
    verifyHeaderSync({ payload, sigHeader: header, secret });
  } catch (error) {
    return error;
  }
  throw new Error("A worthless delivery was accepted.");
};
// An error costs its stack trace; a handler that refuses thousands a second may set this to 0 itself.
for (const stackTraceLimit of [10, 0]) {
  Error.stackTraceLimit = stackTraceLimit;
  const results = await interleave({
    "genuine, 256 KB": () => verifyHeaderSync({ payload, sigHeader, secret }),
    "no header": refused(""),
    "malformed header of 1 MB": refused(",".repeat(1_000_000)),
    "no signature": refused(`t=${Date.now()}`),
    stale: refused(`t=${Date.now() - 200_000}, v1=${signature}`),
    "signature of half the length": refused(`t=${Date.now()}, v1=${signature.slice(32)}`),
  });
  print(`Refuse, with ${stackTraceLimit} stack frames in an error`, results);
  for (const { name, opsPerSecond } of results.slice(1))
    console.log(`  ${(1e6 / opsPerSecond).toFixed(2)} µs: ${name}`);
}
