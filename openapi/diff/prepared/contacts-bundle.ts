/** A small bundle that the table of prepared changes starts from. */
import type { Node } from "../../bundle/node.ts";

const ref = (name: string): Node => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Node): Node => ({ "application/json": { schema } });

/** A fresh copy, so that a test may change anything in it. */
export function contactsBundle(): Node {
  return {
    openapi: "3.1.1",
    security: [{ apiKey: [] }],
    paths: {
      "/contacts": {
        get: {
          operationId: "listContacts",
          summary: "List contacts",
          description: "The newest come first.",
          externalDocs: { url: "https://docs.test" },
          tags: ["contacts"],
          parameters: [
            { $ref: "#/components/parameters/Limit" },
            { name: "search", in: "query", description: "In the name.", schema: { type: "string" } },
            {
              name: "tags",
              in: "query",
              style: "form",
              explode: false,
              schema: { type: "array", items: { type: "string" } },
            },
          ],
          responses: {
            "200": { description: "A page.", headers: { "X-Total": {} }, content: json(ref("ContactList")) },
            "404": { $ref: "#/components/responses/NotFound" },
          },
        },
        post: {
          operationId: "createContact",
          tags: ["contacts"],
          requestBody: {
            required: true,
            content: {
              ...json(ref("ContactCreate")),
              "application/x-www-form-urlencoded": { schema: ref("ContactCreate") },
            },
          },
          responses: {
            "201": { description: "The contact.", content: json(ref("Contact")) },
            "400": {
              description: "A rule is broken.",
              content: json({ anyOf: [ref("NameTakenError"), ref("NameTooLongError")] }),
            },
          },
        },
      },
      "/contacts/{id}": {
        get: {
          operationId: "getContact",
          tags: ["contacts"],
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          responses: { "200": { description: "The contact.", content: json(ref("Contact")) } },
        },
      },
    },
    webhooks: {
      "contact.created": {
        post: {
          operationId: "onContactCreated",
          requestBody: {
            content: json({
              allOf: [
                { type: "object", required: ["id"], properties: { id: { type: "string" }, data: { type: "object" } } },
                {
                  type: "object",
                  required: ["data"],
                  properties: { event: { const: "contact.created" }, data: ref("Contact") },
                },
              ],
            }),
          },
          responses: { "200": { description: "Received." } },
        },
      },
    },
    components: {
      parameters: { Limit: { name: "limit", in: "query", schema: { type: "integer", maximum: 100, default: 10 } } },
      responses: { NotFound: { description: "None.", content: json(ref("MessageError")) } },
      schemas: {
        Contact: {
          type: "object",
          description: "A person.",
          required: ["id", "name"],
          properties: {
            id: { type: "string", description: "Unique id." },
            name: { type: "string", maxLength: 80, examples: ["Ada"] },
            email: { type: ["string", "null"], format: "email" },
            kind: { anyOf: [{ type: "string", enum: ["manual", "imported"] }, { type: "string" }] },
            state: { type: "string", enum: ["on", "off"] },
            friends: { type: "array", items: ref("Contact") },
            origin: { oneOf: [ref("Import"), ref("Manual")] },
            labels: { type: "object", additionalProperties: { type: "string" } },
          },
        },
        Import: { type: "object", properties: { type: { const: "import" }, file: { type: "string" } } },
        Manual: { type: "object", properties: { type: { const: "manual" }, by: { type: "string" } } },
        ContactList: {
          type: "object",
          required: ["data"],
          properties: { data: { type: "array", items: ref("Contact") } },
        },
        ContactCreate: {
          type: "object",
          required: ["name"],
          properties: {
            name: { type: "string", minLength: 1, maxLength: 80, pattern: "^A" },
            email: { type: ["string", "null"] },
            state: { type: "string", enum: ["on", "off"], default: "on" },
            age: { type: ["integer", "string"] },
          },
        },
        NameTakenError: { type: "object", properties: { code: { const: "name_taken" } } },
        NameTooLongError: { type: "object", properties: { code: { const: "name_too_long" } } },
        MessageError: { type: "object", properties: { message: { type: "string" } } },
      },
    },
  };
}
