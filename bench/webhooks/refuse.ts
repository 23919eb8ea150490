// What a flood of worthless deliveries costs: they are refused by their header, without hashing the body.
import { createHmac } from "node:crypto";
import { createWebhooks } from "@workos-kit/webhooks";
import { createWebhooksSync } from "@workos-kit/webhooks/sync";
import { interleave, print } from "../_interleave.ts";
import { delivery, secret } from "./_deliveries.ts";

const mostMicros = 2;
const { payload, timestamp, sigHeader, signature } = delivery(1);
const worthless = {
  "no header": "",
  "malformed header of 1 MB": ",".repeat(1_000_000),
  "no signature": `t=${timestamp}`,
  stale: `t=${timestamp - 200_000}, v1=${signature}`,
  "signature of half the length": `t=${timestamp}, v1=${signature.slice(32)}`,
};
const now = () => timestamp;
const sync = createWebhooksSync({ secret, now });
const later = createWebhooks({ secret, now });

const refusedSync = (header: string) => () => {
  try {
    sync.verifyHeader({ payload, sigHeader: header });
  } catch (error) {
    return error;
  }
  throw new Error("A worthless delivery was accepted.");
};
const refused = (header: string) => () =>
  later.verifyHeader({ payload, sigHeader: header }).then(
    () => {
      throw new Error("A worthless delivery was accepted.");
    },
    (error: unknown) => error,
  );

for (const [title, refuse] of Object.entries({ "at once": refusedSync, "by a promise": refused })) {
  const subjects = Object.entries(worthless).map(([name, header]) => [name, refuse(header)] as const);
  const results = await interleave({
    "one HMAC of 1 KB": () => createHmac("sha256", secret).update(`${timestamp}.`).update(payload).digest("hex"),
    "genuine, 1 KB": () => sync.verifyHeader({ payload, sigHeader }),
    ...Object.fromEntries(subjects),
  });
  print(`Refuse ${title}`, results);
  for (const { name, cpuMicros } of results.slice(2)) {
    console.log(`  ${cpuMicros < mostMicros ? "✓" : "✗"} ${name}: ${cpuMicros.toFixed(2)} µs (goal ${mostMicros})`);
  }
}
