// Bundled by web.ts and run in each runtime: the package on WebCrypto, against bare subtle.verify.
import { createWebhooks } from "@workos-kit/webhooks";
import { goal, interleave, print } from "../_interleave.ts";
import { delivery, secret } from "./_deliveries.ts";

const algorithm = { name: "HMAC", hash: "SHA-256" };
const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, ["verify"]);
const webhooks = createWebhooks({ secret, tolerance: Number.POSITIVE_INFINITY });

for (const size of [1, 10, 256]) {
  const { payload, text, timestamp, signature, sigHeader } = delivery(size);
  const expected = Buffer.from(signature, "hex");
  const results = await interleave({
    "bare subtle.verify of bytes, cached key": () =>
      crypto.subtle.verify("HMAC", key, expected, Buffer.concat([Buffer.from(`${timestamp}.`), payload])),
    "bare subtle.verify of text, cached key": () =>
      crypto.subtle.verify("HMAC", key, expected, new TextEncoder().encode(`${timestamp}.${text}`)),
    "createWebhooks().verifyHeader of bytes": () => webhooks.verifyHeader({ payload, sigHeader }),
    "createWebhooks().verifyHeader of text": () => webhooks.verifyHeader({ payload: text, sigHeader }),
  });
  print(`${process.argv[2]}: verify ${size} KB on WebCrypto`, results);
  const [, bareText, bytes, ours] = results.map(({ ratio }) => ratio);
  goal("bytes, times bare subtle.verify", bytes ?? 0, 0.9);
  goal("text, times bare subtle.verify", (ours ?? 0) / (bareText ?? 1), 0.9);
}
