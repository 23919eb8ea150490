import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";

const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const require = createRequire(import.meta.url);

/** Everything that can be imported, door by door. A name that is added or lost is a change of the public interface. */
const doors: Record<string, readonly string[]> = {
  ".": [
    "SignatureVerificationException",
    "WebhookVerificationError",
    "compareEvents",
    "computeSignature",
    "constructEvent",
    "createWebhooks",
    "getTimestampAndSignatureHash",
    "isEvent",
    "isEventIn",
    "isEventNamed",
    "isStale",
    "parseEventDate",
    "parseUnverifiedEvent",
    "parseVerifiedEvent",
    "safeConstructEvent",
    "verifyHeader",
  ],
  "./actions": ["WebhookVerificationError", "constructAction", "signActionResponse"],
  "./allow-list": ["WORKOS_ADDRESSES", "isWorkOSAddress"],
  "./camel-case": [
    "SignatureVerificationException",
    "WebhookVerificationError",
    "computeSignature",
    "constructEvent",
    "getTimestampAndSignatureHash",
    "safeConstructEvent",
    "toCamelCase",
    "verifyHeader",
    "webhooks",
  ],
  "./dedupe": ["memoryStore"],
  "./events": ["EVENT_NAMES", "SUBSCRIBABLE_EVENTS", "isKnownEvent"],
  "./fastify": ["toFastifyHandler", "webhookPlugin"],
  "./handler": ["WebhookVerificationError", "createWebhookHandler", "memoryStore", "withSchema"],
  "./lambda": ["toLambdaHandler"],
  "./node": ["toNodeHandler"],
  "./postgres": ["postgresStore", "postgresTable"],
  "./redis": ["redisStore"],
  "./sqlite": ["sqliteStore", "sqliteTable"],
  "./sync": [
    "SignatureVerificationException",
    "WebhookVerificationError",
    "computeSignatureSync",
    "constructEventSync",
    "createWebhooksSync",
    "generateTestHeaderSync",
    "safeConstructEventSync",
    "signPayloadSync",
    "verifyHeaderSync",
  ],
  "./testing": ["createTestEvent", "createTestRequest", "generateTestHeader", "signPayload", "signedHeaders"],
};

it("has these doors and no others", () => {
  expect(
    Object.keys(manifest.exports)
      .filter((door) => door !== "./package.json")
      .sort(),
  ).toEqual(Object.keys(doors));
});

describe.each(Object.entries(doors))("%s", (door, names) => {
  const { import: esm, require: cjs } = manifest.exports[door];

  it("gives these names as an ES module", async () => {
    const module = await import(/* @vite-ignore */ new URL(`../../${esm.default}`, import.meta.url).href);

    expect(Object.keys(module).sort()).toEqual(names);
  });

  it("gives the same names to require()", () => {
    expect(Object.keys(require(`../../${cjs.default}`)).sort()).toEqual(names);
  });

  it("has declarations for both", () => {
    for (const types of [esm.types, cjs.types])
      expect(readFileSync(new URL(`../../${types}`, import.meta.url), "utf8")).toMatch(/export/);
  });
});

it("recognises errors across both module systems", async () => {
  const esm = await import(/* @vite-ignore */ new URL("../../dist/index.js", import.meta.url).href);
  const cjs = require("../../dist/index.cjs");

  const error = await cjs.verifyHeader({}).catch((caught: unknown) => caught);

  expect(error).toBeInstanceOf(esm.WebhookVerificationError);
  expect(esm.WebhookVerificationError.isInstance(error)).toBe(true);
});
