import type { Bundle } from "@workos-kit/codegen";
import { beforeAll, describe, expect, it } from "vitest";
import { collectExamples } from "./examples.ts";
import { printFixtures } from "./fixtures.ts";
import { printOperations } from "./operations.ts";
import { printEventTypes, printOperationTypes, printSchemas } from "./types.ts";
import { printValidators } from "./validators.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object, value: unknown) => ({
  content: { "application/json": { schema, examples: { one: { value } } } },
});
const pet = { object: "pet", id: "pet_1", name: "Rex", age: 3 };
const refusal = { message: "Validation failed", errors: [{ code: "required", field: "name" }] };

const bundle = {
  openapi: "3.1.1",
  info: { title: "Pets", version: "1" },
  security: [{ apiKey: [] }],
  paths: {
    "/pets": {
      get: {
        operationId: "listPets",
        externalDocs: { url: "https://pets.example/reference" },
        tags: ["pets"],
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 100 } },
          {
            name: "kinds",
            in: "query",
            style: "form",
            explode: false,
            schema: { type: "array", items: { type: "string" } },
          },
        ],
        responses: {
          200: { description: "Page", ...json(ref("PetList"), { object: "list", data: [pet], list_metadata: {} }) },
        },
      },
      post: {
        operationId: "createPet",
        tags: ["pets"],
        requestBody: { required: true, ...json(ref("PetCreate"), { name: "Rex" }) },
        responses: {
          201: { description: "Made", ...json(ref("Pet"), pet) },
          422: { description: "Bad", ...json(ref("FieldsError"), refusal) },
        },
      },
    },
    "/pets/{id}": {
      delete: {
        operationId: "deletePet",
        tags: ["pets"],
        security: [],
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: { 204: { description: "Gone" } },
      },
    },
  },
  webhooks: {
    "pet.created": {
      post: {
        operationId: "onPetCreated",
        summary: "A pet was created",
        externalDocs: { url: "https://pets.example/events" },
        requestBody: json(
          {
            allOf: [
              ref("Envelope"),
              {
                type: "object",
                required: ["event", "data"],
                properties: { event: { const: "pet.created" }, data: ref("Pet") },
              },
            ],
          },
          { id: "event_1", event: "pet.created", data: pet },
        ),
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        description: "An animal that lives with people.",
        type: "object",
        required: ["object", "id", "name"],
        properties: {
          object: { const: "pet" },
          id: { type: "string" },
          name: { type: "string" },
          age: { type: "integer" },
        },
      },
      PetCreate: {
        type: "object",
        required: ["name"],
        properties: { name: { type: "string", minLength: 1 }, born_at: { type: "string", format: "date-time" } },
      },
      PetList: {
        type: "object",
        required: ["data"],
        properties: {
          object: { const: "list" },
          data: { type: "array", items: ref("Pet") },
          list_metadata: { type: "object" },
        },
      },
      FieldsError: {
        type: "object",
        required: ["message", "errors"],
        properties: {
          message: { type: "string" },
          errors: {
            type: "array",
            items: { type: "object", properties: { code: { type: "string" }, field: { type: "string" } } },
          },
        },
      },
      Envelope: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
      WebhookEventType: { type: "string", enum: ["pet.created"] },
    },
  },
} as unknown as Bundle;

describe("the generators", () => {
  it("print a row per operation", () => {
    const printed = printOperations(bundle);

    expect(printed).toContain(
      '{"id":"createPet","method":"POST","path":"/pets","tag":"pets","auth":"apiKey","success":201,"body":"required","fields":["name","born_at"],"invalid":{"status":422,"shape":"fields"},"statuses":[201,422]}',
    );
    expect(printed).toContain('"query":{"limit":"number","kinds":"array"},"isList":true');
    expect(printed).toContain(
      '"id":"deletePet","method":"DELETE","path":"/pets/{id}","tag":"pets","auth":"none","success":204',
    );
  });

  it("print types of schemas, operations and events", () => {
    expect(printSchemas(bundle)).toContain(
      'export interface Pet {\n  object: "pet";\n  id: string;\n  name: string;\n  age?: number;\n}',
    );
    expect(printOperationTypes(bundle)).toContain("query: { limit?: number; kinds?: string[] };");
    expect(printOperationTypes(bundle)).toContain("answer: undefined;");
    expect(printEventTypes(bundle)).toContain('"pet.created": Pet;');
    expect(printEventTypes(bundle)).toContain('subscribableEvents: readonly string[] = ["pet.created"]');
  });

  it("collect an example of each schema, also out of lists", () => {
    const { schemas, answers, events } = collectExamples(bundle);

    expect(schemas.Pet).toEqual(pet);
    expect(answers.createPet).toEqual(pet);
    expect(Object.keys(events)).toEqual(["pet.created"]);
  });

  it("print a builder per schema and event", () => {
    expect(printFixtures(bundle)).toContain(
      'export const pet = (overrides?: Partial<Pet>): Pet =>\n  build<Pet>("Pet", overrides);',
    );
    expect(printFixtures(bundle)).toContain('"pet.created": petCreatedEvent,');
  });

  it("say what each is, which events carry it, and where to read on", () => {
    expect(printSchemas(bundle)).toContain(
      "/**\n * An animal that lives with people. Data of `pet.created`.\n * @see https://pets.example/reference\n */\nexport interface Pet ",
    );
    expect(printFixtures(bundle)).toContain(
      "/**\n * Builds the event `pet.created`: a pet was created.\n * @see https://pets.example/events\n */\n",
    );
  });
});

describe("the generated validators", () => {
  let validators: Record<string, (value: unknown) => boolean> = {};
  beforeAll(async () => {
    validators = await import(`data:text/javascript,${encodeURIComponent(await printValidators(bundle))}`);
  });

  it("stand alone, and judge bodies and queries", () => {
    expect(validators.createPetBody?.({ name: "Rex", more: 1 })).toBe(true);
    expect(validators.createPetBody?.({ name: "" })).toBe(false);
    expect(validators.createPetBody?.({ name: "Rex", born_at: "yesterday" })).toBe(false);
    expect(validators.listPetsQuery?.({ limit: 101 })).toBe(false);
    expect(validators.listPetsQuery?.({ limit: 10, kinds: ["dog"] })).toBe(true);
  });

  it("hold nothing that only people read, and a field that is called like it", async () => {
    const { schemas } = bundle.components;
    const description = { type: "string", minLength: 3, description: "Words for people.", examples: ["Loud."] };
    // ajv writes the whole schema into its code where it looks something up in it, such as a list of words.
    const kind = { enum: ["dog", "cat"] };
    const PetCreate = { type: "object", properties: { name: { type: "string" }, kind, description } };

    const code = await printValidators({ ...bundle, components: { schemas: { ...schemas, PetCreate } } });
    const { createPetBody } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

    expect(code).not.toMatch(/Words for people|Loud\./);
    expect(createPetBody({ name: "Rex", description: "no" })).toBe(false);
  });
});
