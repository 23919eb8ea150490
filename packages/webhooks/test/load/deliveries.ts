import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { createTestEvent } from "../../src/testing/test-event.ts";

/** One delivery of the load: genuine, repeated or forged. */
export interface LoadDelivery {
  readonly id: string;
  readonly isForged: boolean;
}

const template = createTestEvent("user.created");
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Makes a mixture: 30 % repetitions of earlier events and 5 % forgeries, in an order that is the same on every run. */
export function mixture(size: number, random: () => number): LoadDelivery[] {
  const deliveries: LoadDelivery[] = [];
  let made = 0;
  for (let index = 0; index < size; index++) {
    const draw = random();
    if (draw < 0.05) deliveries.push({ id: `event_forged_${index}`, isForged: true });
    else if (draw < 0.35 && made > 0) deliveries.push({ id: `event_${Math.floor(random() * made)}`, isForged: false });
    else deliveries.push({ id: `event_${made++}`, isForged: false });
  }
  return deliveries;
}

/** A small generator of numbers, so that a run can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Posts a delivery; 0 stands for a connection that broke. */
export function post(port: number, { id, isForged }: LoadDelivery, secret: string): Promise<number> {
  const body = JSON.stringify({ ...template, id });
  const timestamp = Date.now();
  const key = isForged ? "whsec_guessed" : secret;
  const signature = createHmac("sha256", key).update(`${timestamp}.${body}`).digest("hex");
  return new Promise((resolve) => {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "workos-signature": `t=${timestamp}, v1=${signature}`,
    };
    const outgoing = request({ port, host: "127.0.0.1", method: "POST", path: "/", headers, agent }, (response) => {
      response.resume();
      response.once("close", () => resolve(response.complete ? (response.statusCode ?? 0) : 0));
    });
    outgoing.once("error", () => resolve(0));
    outgoing.end(body);
  });
}

/** Closes the connections that are kept. */
export function closeConnections(): void {
  agent.destroy();
}
