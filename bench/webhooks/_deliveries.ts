import { createHmac } from "node:crypto";

/** The secret of every delivery. */
export const secret = "whsec_bench_0123456789abcdef";

/** A signed event of about that many kilobytes, as bytes. */
export function delivery(kilobytes: number) {
  const filler: Record<string, string> = {};
  const event = {
    id: "event_1",
    event: "user.created",
    data: { email: "ada@example.com", metadata: filler },
    created_at: "2026-11-20T12:00:00.000Z",
  };
  for (let index = 0; JSON.stringify(event).length < kilobytes * 1024; index++) filler[`key_${index}`] = "x".repeat(64);
  const payload = Buffer.from(JSON.stringify(event));
  const timestamp = Date.now();
  const signature = createHmac("sha256", secret).update(`${timestamp}.`).update(payload).digest("hex");
  return { payload, text: payload.toString(), timestamp, signature, sigHeader: `t=${timestamp}, v1=${signature}` };
}
