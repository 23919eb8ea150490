import { describe, expect, it } from "vitest";
import { contactsBundle } from "../diff/prepared/contacts-bundle.ts";
import { countSpec } from "./count-spec.ts";
import { coveragePage, describeCounts } from "./coverage-page.ts";

const body = { "application/json": { schema: { type: "object" }, examples: { one: { value: {} } } } };
const bundle = {
  security: [{ apiKey: [] }],
  tags: [{ name: "contacts" }],
  paths: {
    "/contacts": {
      post: {
        operationId: "createContact",
        tags: ["contacts"],
        externalDocs: { url: "https://docs.test" },
        requestBody: { content: body },
        responses: {
          "201": { description: "", content: body },
          "401": { $ref: "#/components/responses/Refused" },
          "429": { description: "" },
        },
      },
    },
    "/sign-in": {
      get: {
        operationId: "signIn",
        tags: ["elsewhere"],
        security: [],
        responses: { "400": { description: "", content: { "text/html": {} } } },
      },
    },
  },
  webhooks: {
    "contact.created": { post: { tags: ["contacts"], requestBody: { content: body } } },
    contact_action: {
      post: { tags: ["contacts"], externalDocs: {}, requestBody: { content: { "application/json": {} } } },
    },
  },
  components: { responses: { Refused: { description: "", content: body } } },
};

describe("countSpec", () => {
  it("counts bodies, errors and what an operation lacks, behind references too", () => {
    expect(countSpec(bundle).operations).toEqual([
      {
        id: "createContact",
        tag: "contacts",
        errors: 2,
        lacks: [],
        requests: { all: 1, withExample: 1 },
        successes: { all: 1, withExample: 1 },
        failures: { all: 1, withExample: 1 },
      },
      {
        id: "signIn",
        tag: "elsewhere",
        errors: 1,
        lacks: ["429", "success", "externalDocs"],
        requests: { all: 0, withExample: 0 },
        successes: { all: 0, withExample: 0 },
        failures: { all: 1, withExample: 0 },
      },
    ]);
  });

  it("asks for 401 where the whole API needs a key", () => {
    expect(countSpec(contactsBundle()).operations.map(({ lacks }) => lacks.includes("401"))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("tells events from actions, and what stands in no resource", () => {
    const { events, misplaced } = countSpec(bundle);

    expect(events.map(({ name, isAction }) => [name, isAction])).toEqual([
      ["contact.created", false],
      ["contact_action", true],
    ]);
    expect(misplaced).toEqual(["signIn"]);
  });
});

describe("coveragePage", () => {
  const page = coveragePage(countSpec(bundle), {
    clientFunctions: new Set(["createContact", "signIn"]),
    mockBehaviours: new Set(["createContact"]),
    typedEvents: new Set(["contact.created"]),
  });

  it("has a row for each resource and a total", () => {
    expect(page).toContain(
      "| contacts | 1 | 2 | 4 of 5 | 1 of 2 | 1 | 1 |\n| elsewhere | 1 | 1 | 0 of 1 | 0 | 1 | 0 of 1 |\n| **Total** | 2 | 3 | 4 of 6 | 1 of 2 | 2 | 1 of 2 |",
    );
  });

  it("names the gaps", () => {
    expect(page).toContain("## Operations without a function in the client\n\nNone.\n");
    expect(page).toContain("## Operations that the mock answers with the example of the spec\n\n`signIn`\n");
  });
});

it("prints the counts as lines", () => {
  expect(describeCounts(countSpec(bundle)).split("\n")).toEqual([
    "operations: 2",
    "events: 1",
    "AuthKit actions: 1",
    "request bodies with an example: 1 of 1",
    "2xx bodies with an example: 1 of 1",
    "error bodies with an example: 1 of 2",
    "event payloads with an example: 1 of 2",
    "operations without 401 where a credential is required: 0",
    "operations without 429: 1",
    "operations without a 2xx or 3xx answer: 1",
    "operations without externalDocs: 1",
    "events without externalDocs: 1",
    "operations and events in no resource: 1",
  ]);
});
