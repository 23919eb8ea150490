// Verification and parsing, against raw node:crypto with JSON.parse and the vendor's SDK in the same run.
import { createHmac, timingSafeEqual } from "node:crypto";
import { WorkOS } from "@workos-inc/node";
import { constructEvent } from "@workos-kit/webhooks";
import { constructEvent as constructCamelCase } from "@workos-kit/webhooks/camel-case";
import { constructEventSync } from "@workos-kit/webhooks/sync";
import { goal, interleave, print } from "../_interleave.ts";
import { delivery, secret } from "./_deliveries.ts";

const tolerance = Infinity;
const vendor = new WorkOS("sk_test_bench").webhooks;
const least = { 1: 0.75, 10: 0.85, 256: 0.95 };

for (const size of [1, 10, 256] as const) {
  const { payload, timestamp, signature, sigHeader } = delivery(size);
  const options = { payload, sigHeader, secret, tolerance };
  const expected = Buffer.from(signature, "hex");
  const results = await interleave({
    "raw node:crypto and JSON.parse": () => {
      timingSafeEqual(createHmac("sha256", secret).update(`${timestamp}.`).update(payload).digest(), expected);
      return JSON.parse(payload.toString());
    },
    constructEventSync: () => constructEventSync(options),
    "constructEvent (Node)": () => constructEvent(options),
    "constructEvent in camelCase": () => constructCamelCase(options),
    "@workos-inc/node 11 constructEvent": () => vendor.constructEvent({ payload, sigHeader, secret, tolerance: 1e12 }),
  });
  print(`Construct ${size} KB, compared with raw node:crypto and JSON.parse`, results);
  goal("constructEventSync, times raw", results[1]?.ratio ?? 0, least[size]);
  goal("camelCase, times raw", results[3]?.ratio ?? 0, 0.5);
  if (size < 256)
    goal("constructEvent, times the vendor's SDK", (results[2]?.ratio ?? 0) / (results[4]?.ratio ?? 1), 4);
}
