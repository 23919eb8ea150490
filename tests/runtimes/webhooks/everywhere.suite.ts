import {
  computeSignature,
  constructEvent,
  createWebhooks,
  getTimestampAndSignatureHash,
  isEventIn,
  parseUnverifiedEvent,
  SignatureVerificationException,
  safeConstructEvent,
  verifyHeader,
  WebhookVerificationError,
} from "@workos-kit/webhooks";
import { constructAction, signActionResponse } from "@workos-kit/webhooks/actions";
import { webhooks } from "@workos-kit/webhooks/camel-case";
import { memoryStore } from "@workos-kit/webhooks/dedupe";
import { EVENT_NAMES, isKnownEvent } from "@workos-kit/webhooks/events";
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { createTestEvent, createTestRequest, signPayload } from "@workos-kit/webhooks/testing";
import vectors from "../../../packages/webhooks/test/vectors/deliveries.json" with { type: "json" };
import { equal, rejection, type Suite } from "../suite.ts";

const secret = "whsec_runtimes";
const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const codeOf = async (attempt: () => unknown) => ((await rejection(attempt)) as { code?: string }).code;
const event = createTestEvent("user.created", { data: { first_name: "Zoë 💡" } });

export const suite: Suite = {
  "agrees with the vectors of another implementation": async () => {
    for (const { id, key, timestamp, body, tag, result } of vectors) {
      const options = {
        payload: bytes(body),
        sigHeader: `t=${timestamp}, v1=${tag}`,
        secret: bytes(key),
        tolerance: Infinity,
      };
      const outcome = await verifyHeader(options).then(
        () => "valid",
        () => "invalid",
      );
      equal([id, outcome], [id, result]);
    }
  },
  "constructs an event from text, bytes and a parsed body": async () => {
    const { payload, sigHeader } = await signPayload(event, { secret });
    for (const body of [payload, new TextEncoder().encode(String(payload)), JSON.parse(String(payload))]) {
      equal(await constructEvent({ payload: body, sigHeader, secret }), event);
    }
  },
  "hashes bytes and not text": async () => {
    const broken = Uint8Array.of(0x7b, 0xff, 0x7d);
    const { sigHeader } = await signPayload(broken, { secret });
    equal((await verifyHeader({ payload: broken, sigHeader, secret })).secretIndex, 0);
    equal(
      await codeOf(() => verifyHeader({ payload: new TextDecoder().decode(broken), sigHeader, secret })),
      "signature_mismatch",
    );
    equal(await codeOf(() => constructEvent({ payload: broken, sigHeader, secret })), "invalid_payload");
  },
  "keeps deliveries apart that it verifies at the same time": async () => {
    const webhooks = createWebhooks({ secret });
    const texts = Array.from({ length: 30 }, (_, index) => `${index}${"é".repeat((index * 37) % 900)}`);
    const headers = await Promise.all(texts.map(async (text) => (await signPayload(text, { secret })).sigHeader));
    const outcomes = await Promise.allSettled(
      texts.map((text, index) =>
        webhooks.verifyHeader({
          payload: index % 2 ? text : new TextEncoder().encode(text),
          // Every third one brings the signature of its neighbour.
          sigHeader: headers[index % 3 ? index : index + 1],
        }),
      ),
    );
    equal(
      outcomes.map(({ status }) => status),
      texts.map((_, index) => (index % 3 ? "fulfilled" : "rejected")),
    );
  },
  "accepts the old secret while it is being replaced": async () => {
    const signed = await signPayload(event, { secret: "old" });
    equal((await verifyHeader({ ...signed, secret: ["new", "old"] })).secretIndex, 1);
  },
  "refuses what it must, with the same codes everywhere": async () => {
    const { payload, sigHeader, timestamp } = await signPayload(event, { secret });
    const common = { payload, sigHeader, secret };
    const refusals: [string, object][] = [
      ["missing_header", { sigHeader: null }],
      ["malformed_header", { sigHeader: `${sigHeader}, t=1` }],
      ["missing_timestamp", { sigHeader: "v1=00" }],
      ["invalid_timestamp", { sigHeader: "t=0x1, v1=00" }],
      ["missing_signature", { sigHeader: `t=${timestamp}` }],
      ["timestamp_too_old", { now: timestamp + 180_001 }],
      ["timestamp_in_future", { now: timestamp - 180_001 }],
      ["signature_mismatch", { payload: `${payload} ` }],
      ["missing_secret", { secret: "" }],
      ["missing_secret", { secret: null }],
      ["invalid_options", { tolerance: 180 }],
      ["unsupported_payload", { payload: new ReadableStream() }],
    ];
    for (const [code, changes] of refusals) equal(await codeOf(() => constructEvent({ ...common, ...changes })), code);
  },
  "gives outcomes as values, and errors that know themselves": async () => {
    const result = await safeConstructEvent({ payload: "{}", sigHeader: "", secret });
    equal(result.ok, false);
    if (result.ok) return;
    equal(result.error instanceof SignatureVerificationException, true);
    equal(WebhookVerificationError.isInstance(result.error), true);
    equal(result.error.status, 400);
  },
  "imports a key once and uses it often": async () => {
    const bound = createWebhooks({ secret });
    for (let round = 0; round < 20; round++)
      equal((await bound.constructEvent(await signPayload(event, { secret }))).id, event.id);
    equal(await bound.computeSignature(17, "body"), await computeSignature(17, "body", secret));
  },
  "knows the events and their groups": () => {
    equal(EVENT_NAMES.length >= 128, true);
    equal(isKnownEvent(parseUnverifiedEvent('{"id":"1","event":"brand.new","data":{}}')), false);
    equal(isEventIn(createTestEvent("dsync.user.created"), "dsync"), true);
  },
  "takes headers apart": () => equal([...getTimestampAndSignatureHash("t=17, v1=aa")], ["17", "aa"]),
  "speaks camelCase": async () => {
    const signed = await signPayload(event, { secret });
    const camel = await webhooks.constructEvent({ ...signed, secret });
    equal([camel.event, Reflect.get(camel.data, "firstName")], ["user.created", "Zoë 💡"]);
  },
  "answers actions": async () => {
    const action = { object: "authentication_action_context", id: "action_1" };
    equal(await constructAction({ ...(await signPayload(action, { secret })), secret }), action);
    equal((await signActionResponse({ type: "authentication", verdict: "Allow" }, secret)).signature.length, 64);
  },
  "handles requests, once for each event": async () => {
    const seen: string[] = [];
    const hooks = createWebhookHandler({ secret, dedupe: memoryStore() }).on("user.created", ({ id }) => seen.push(id));
    const request = () => createTestRequest(event, { secret });
    equal([(await hooks.fetch(await request())).status, (await hooks.fetch(await request())).status], [200, 200]);
    equal(seen, [event.id]);
    equal((await hooks.fetch(await createTestRequest(event, { secret: "guess" }))).status, 401);
    equal((await hooks.fetch(new Request("http://localhost/"))).status, 405);
  },
  "stops reading a body that is too long": async () => {
    const hooks = createWebhookHandler({ secret, maxBodyBytes: 1000 });
    const request = await createTestRequest("x".repeat(5000), { secret });
    equal(await (await hooks.fetch(request)).json(), { error: "payload_too_large" });
  },
};
