import type { InputSchema } from "./input-schema.ts";

/** What a control does, and what its body looks like. */
export interface ControlDocs {
  readonly summary: string;
  /** An example of the body. */
  readonly body?: object;
  readonly schema?: InputSchema;
}

const text: InputSchema = { type: "string" };
const number: InputSchema = { type: "number" };

function fields(properties: Readonly<Record<string, InputSchema>>, ...required: readonly string[]): InputSchema {
  return { type: "object", properties, required, additionalProperties: false };
}

const units = { days: number, hours: number, minutes: number, seconds: number, milliseconds: number };
const clock = { advance: { anyOf: [number, fields(units)] }, set: text };
const clockSchema: InputSchema = { anyOf: [fields(clock, "advance"), fields(clock, "set")] };
const faultScope = { operation: text, times: number, probability: number };
const faultSchema: InputSchema = fields(
  {
    ...faultScope,
    kind: { enum: ["latency", "status", "drop", "garbled", "rateLimit"] },
    ms: number,
    status: number,
    body: {},
    headers: { type: "object" },
    retryAfterSeconds: number,
  },
  "kind",
);
const eventSchema = fields({ event: text, data: { type: "object" } }, "event");

/** Every control. The description under `GET /_mock/openapi.json` is made from it, and bodies are checked against it. */
export const controlDocs: Readonly<Record<string, ControlDocs>> = {
  "GET /_mock": { summary: "Show requests, events, messages and deliveries to a person; `environment` names whose" },
  "GET /_mock/ready": { summary: "Tell that the mock serves, and which environment the key selects" },
  "GET /_mock/openapi.json": { summary: "Describe the controls" },
  "GET /_mock/environments": { summary: "List the environments there are" },
  "DELETE /_mock/environments/{name}": { summary: "Forget an environment" },
  "POST /_mock/reset": { summary: "Go back to the seeded state" },
  "POST /_mock/start": { summary: "Make the present state the one that a reset goes back to" },
  "POST /_mock/seed": { summary: "Add what a seed names", body: { organizations: [{ name: "Acme" }] } },
  "POST /_mock/snapshots": { summary: "Remember the present state" },
  "POST /_mock/snapshots/{id}/restore": { summary: "Go back to a remembered state" },
  "GET /_mock/state": { summary: "Export the state" },
  "PUT /_mock/state": { summary: "Replace the state", body: { version: 1, tables: {}, cells: {} } },
  "GET /_mock/requests": { summary: "List the requests received; `operation` narrows" },
  "DELETE /_mock/requests": { summary: "Forget the requests received" },
  "GET /_mock/outbox": { summary: "List what would have been mailed or texted; `to` narrows" },
  "GET /_mock/clock": { summary: "Tell the time" },
  "POST /_mock/clock": { summary: "Move the time", body: { advance: { minutes: 10 } }, schema: clockSchema },
  "POST /_mock/overrides": {
    summary: "Answer an operation differently",
    body: { operation: "listUsers", status: 500, body: { message: "Down." }, times: 1 },
    schema: fields(
      { operation: text, status: number, body: {}, headers: { type: "object" }, times: number },
      "operation",
    ),
  },
  "DELETE /_mock/overrides": { summary: "Take all overrides away" },
  "POST /_mock/failures": {
    summary: "Let an operation fail with an error it documents, once",
    body: { operation: "createUser", status: 422 },
    schema: fields({ operation: text, status: number, code: text, times: number }, "operation", "status"),
  },
  "POST /_mock/faults": {
    summary: "Put a fault in place",
    body: { kind: "latency", ms: 200, operation: "listUsers" },
    schema: faultSchema,
  },
  "POST /_mock/rate-limit": {
    summary: "Limit the rate",
    body: { limit: 5, perMs: 60_000 },
    schema: fields({ limit: number, perMs: number }, "limit", "perMs"),
  },
  "DELETE /_mock/faults": { summary: "Take all faults away" },
  "GET /_mock/deliveries": { summary: "List the webhook deliveries" },
  "POST /_mock/deliveries/settle": { summary: "Wait for the deliveries under way" },
  "POST /_mock/deliveries/{id}/resend": { summary: "Send a delivery once more" },
  "POST /_mock/events": { summary: "Append an event", body: { event: "user.created", data: {} }, schema: eventSchema },
  "POST /_mock/trigger": {
    summary: "Let an event happen, with state that agrees",
    body: { event: "user.created", data: { email: "ada@acme.test" } },
    schema: eventSchema,
  },
  "POST /_mock/{resource}/{function}": { summary: "Call a function of the dashboard with one JSON object" },
};
