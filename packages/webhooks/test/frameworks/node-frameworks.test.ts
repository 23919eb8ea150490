import type { RequestListener, Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import expressFour from "express-4";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWebhookHandler } from "../../src/handler.ts";
import { toNodeHandler } from "../../src/node.ts";
import { app as connectApp } from "./connect.example.ts";
import { itIsAWebhookEndpoint, secret, sender } from "./endpoint-contract.ts";
import { app as expressApp } from "./express.example.ts";
import { app as fastifyApp } from "./fastify.example.ts";
import { app as hapiApp } from "./hapi.example.ts";
import { app as honoApp } from "./hono.example.ts";
import { server as httpServer } from "./http.example.ts";
import { app as koaApp } from "./koa.example.ts";
import { listen } from "./listen.ts";
import { createApp as createNestApp } from "./nestjs.example.ts";
import { createApp as createNestFastifyApp } from "./nestjs-fastify.example.ts";
import { itOutlivesBreakage } from "./outlives-breakage.ts";
import { saveUser } from "./save-user.ts";

const handled = () =>
  toNodeHandler(createWebhookHandler({ secret }).on("user.created", (event) => saveUser(event.data)));

type Target = RequestListener | Server;
const endpoints: Record<string, { start: () => Target | Promise<Target>; methodStatus?: number }> = {
  "node:http": { start: () => httpServer },
  "Express 5": { start: () => expressApp },
  "Express 4": { start: () => expressFour().all("/webhooks", handled()) },
  "Express 4 with express.raw before": {
    start: () =>
      expressFour()
        .use(expressFour.raw({ type: "*/*", limit: "2mb" }))
        .all("/webhooks", handled()),
  },
  Connect: { start: () => connectApp },
  // Koa prints every broken request unless somebody listens.
  Koa: { start: () => koaApp.on("error", () => {}).callback() },
  Hapi: { start: async () => hapiApp.initialize().then(() => hapiApp.listener as Server), methodStatus: 404 },
  Hono: { start: () => getRequestListener(honoApp.fetch) },
  "Nest on Express": { start: async () => (await createNestApp()).init().then((app) => app.getHttpServer()) },
  Fastify: { start: async () => fastifyApp.ready().then(() => fastifyApp.server) },
  "Nest on Fastify": {
    start: async () => {
      const app = await createNestFastifyApp();
      await app.init();
      await app.getHttpAdapter().getInstance().ready();
      return app.getHttpServer();
    },
    methodStatus: 404,
  },
};

describe.each(Object.entries(endpoints))("%s", (_name, { start, methodStatus = 405 }) => {
  let endpoint: Awaited<ReturnType<typeof listen>> | undefined;
  beforeAll(async () => {
    endpoint = await listen(await start());
  });
  afterAll(() => endpoint?.stop());

  itIsAWebhookEndpoint(
    sender(() => endpoint?.url ?? ""),
    { methodStatus },
  );
  itOutlivesBreakage(() => endpoint?.url ?? "");
});

describe("what the examples promise beside", () => {
  it("leaves JSON parsing of other Fastify routes as it is", async () => {
    const answer = await fastifyApp.inject({ method: "POST", url: "/echo", payload: { parsed: true } });

    expect(answer.json()).toEqual({ parsed: true });
  });
});
