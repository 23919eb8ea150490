import { PassThrough } from "node:stream";
import fastify, { type preParsingHookHandler } from "fastify";
import { expect, it } from "vitest";
import { webhookPlugin } from "../../src/fastify.ts";
import { signPayload } from "../../src/testing.ts";
import { handlerUnderTest, secret } from "../handler/deliver.ts";

/** What plugins do to a body before its parser gets it. */
const hooks: Record<string, preParsingHookHandler> = {
  "hand on another stream": (_request, _reply, payload, done) => done(null, payload.pipe(new PassThrough())),
  "keep the raw body, and hand on the stream they read": (request, _reply, payload, done) => {
    const chunks: Buffer[] = [];
    payload.on("data", (chunk: Buffer) => chunks.push(chunk));
    payload.on("end", () => {
      Object.assign(request, { rawBody: Buffer.concat(chunks) });
      done(null, payload);
    });
  },
};

it.each(Object.entries(hooks))("reads the body behind hooks that %s", async (_name, hook) => {
  const app = fastify();
  app.addHook("preParsing", hook);
  await app.register(webhookPlugin(handlerUnderTest({ maxBodyBytes: 100 })));
  const send = async (body: object) => {
    const { payload, headers } = await signPayload(body, { secret });
    return (await app.inject({ method: "POST", url: "/webhooks", payload: String(payload), headers })).statusCode;
  };

  expect(await send({ id: "event_1", event: "user.deleted", data: {} })).toBe(200);
  expect(await send({ id: "event_2", event: "user.deleted", data: { long: "x".repeat(100) } })).toBe(413);
});
