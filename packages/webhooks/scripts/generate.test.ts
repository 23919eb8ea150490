import type { Bundle } from "@workos-kit/codegen";
import { describe, expect, it } from "vitest";
import { readCatalogue } from "./event-catalogue.ts";
import { printEventExamples } from "./print-event-examples.ts";
import { printActions, printEventNames, printEvents, printSchemas } from "./print-events.ts";
import { openMapPaths, printOpenMaps } from "./print-open-maps.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const event = (name: string, fields: object, example: object, required: string[] = []) => ({
  post: {
    operationId: "on",
    summary: `About ${name}`,
    requestBody: {
      content: {
        "application/json": {
          schema: {
            allOf: [
              ref("EventEnvelope"),
              {
                type: "object",
                required: ["event", "data", ...required],
                properties: { event: { const: name }, ...fields },
              },
            ],
          },
          examples: { [name]: { value: { id: "event_1", event: name, created_at: "now", ...example } } },
        },
      },
    },
  },
});
const user = { id: "user_1", metadata: {} };

/** Two events of one object, one with a context of its own, and an action. */
function bundle(webhooks: object = {}): Bundle {
  const document: unknown = {
    openapi: "3.1.1",
    info: { title: "Fixture", version: "1" },
    paths: {},
    webhooks: {
      "user.deleted": event("user.deleted", { data: ref("User") }, { data: user }),
      "user.created": event("user.created", { data: ref("User"), context: ref("EventContext") }, { data: user }),
      "flag.updated": event(
        "flag.updated",
        { data: ref("Flag"), context: ref("FlagContext") },
        { data: { id: "flag_1" }, context: { access: "all" } },
        ["context"],
      ),
      sign_in_action: {
        post: { operationId: "on", requestBody: { content: { "application/json": { schema: ref("SignInContext") } } } },
      },
      ...webhooks,
    },
    components: {
      schemas: {
        EventEnvelope: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
        EventContext: {
          type: "object",
          properties: { previous_attributes: { type: "object", additionalProperties: true } },
        },
        FlagContext: {
          type: "object",
          properties: {
            access: { type: "string" },
            previous_attributes: { type: "object", properties: { name: { type: "string" } } },
          },
        },
        Flag: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
        User: {
          type: "object",
          required: ["id"],
          properties: {
            id: { type: "string" },
            metadata: { type: "object", additionalProperties: { type: "string" } },
          },
        },
        SignInContext: { type: "object", properties: { user: ref("User") } },
        Unrelated: { type: "object", properties: { id: { type: "string" } } },
        WebhookEventType: { type: "string", enum: ["user.deleted", "user.created"] },
      },
    },
  };
  return document as Bundle;
}

describe("the catalogue", () => {
  it("tells events from actions, alphabetised", () => {
    const { events, actions, subscribable } = readCatalogue(bundle());

    expect(events.map(({ name, typeName }) => [name, typeName])).toEqual([
      ["flag.updated", "FlagUpdatedEvent"],
      ["user.created", "UserCreatedEvent"],
      ["user.deleted", "UserDeletedEvent"],
    ]);
    expect(actions.map(({ name }) => name)).toEqual(["sign_in_action"]);
    expect(subscribable).toEqual(["user.created", "user.deleted"]);
  });

  it.each([
    [
      "whose name differs from its const",
      { "user.gone": event("user.deleted", { data: ref("User") }, {}) },
      "its own name",
    ],
    ["without data", { "user.gone": event("user.gone", {}, {}) }, "describe data"],
    ["without a body", { "user.gone": { post: { operationId: "on" } } }, "no JSON body"],
  ])("refuses an event %s", (_title, webhooks, words) => {
    expect(() => readCatalogue(bundle(webhooks))).toThrow(words);
  });
});

describe("what is printed", () => {
  it("is one interface for each event, with its own context where it has one", () => {
    const text = printEvents(bundle());

    expect(text).toContain(
      'export interface UserCreatedEvent extends EventWithContext {\n  event: "user.created";\n  data: schemas.User;\n}',
    );
    expect(text).toContain("export interface FlagUpdatedEvent extends EventBase {");
    expect(text).toContain("  context: schemas.FlagContext;");
    expect(text).toContain('  "user.deleted": UserDeletedEvent;');
    expect(text).toContain('export type EventGroup =\n  | "flag"\n  | "user";');
    expect(text).toContain("/** About user.created. */");
  });

  it("is the schemas that events reach, and no others", () => {
    const text = printSchemas(bundle());

    expect(text).toContain("export interface User {");
    expect(text).toContain("export interface SignInContext {");
    expect(text).not.toContain("Unrelated");
  });

  it("is the names as values, and the actions as types", () => {
    expect(printEventNames(bundle())).toContain(
      'SUBSCRIBABLE_EVENTS: readonly SubscribableEvent[] = [\n  "user.created",\n  "user.deleted",\n]',
    );
    expect(printActions(bundle())).toContain("export type ActionContext = schemas.SignInContext;");
  });

  it("writes equal examples once", () => {
    const text = printEventExamples(bundle());

    expect(text.match(/"user_1"/g)).toHaveLength(1);
    expect(text).toContain('"user.deleted": { ...base0, event: "user.deleted", data: data3 }');
  });

  it("writes a text that many examples hold once", () => {
    const login = (name: string) =>
      event(
        name,
        { data: ref("User") },
        { data: { id: name, agent: "a long text", quoted: 'it says "x":"a long text"' } },
      );
    const names = ["user.one", "user.two", "user.three"];
    const text = printEventExamples(bundle(Object.fromEntries(names.map((name) => [name, login(name)]))));

    expect(text).toContain('const text0 = "a long text";');
    expect(text).toContain('{"id":"user.two","agent":text0,"quoted":text1}');
    expect(text.match(/: *"a long text"/g)).toBeNull();
  });

  it("refuses an event without an example", () => {
    const webhooks = { "user.new": event("user.new", { data: ref("User") }, {}) };

    expect(() => printEventExamples(bundle(webhooks))).toThrow("user.new has no example");
  });

  it("knows maps whose keys are the user's, and where the same path has fields", () => {
    expect(openMapPaths(bundle())).toEqual({ "context.previous_attributes": ["flag.updated"], "data.metadata": [] });
    expect(printOpenMaps(bundle())).toContain('"data.metadata": []');
  });

  it("is the same every time", () => {
    for (const print of [printEvents, printSchemas, printEventNames, printActions, printEventExamples, printOpenMaps]) {
      expect(print(bundle())).toBe(print(bundle()));
      expect(print(bundle())).toMatch(/^\/\/ Generated by/);
    }
  });
});
