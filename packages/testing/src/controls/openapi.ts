import type { Environment } from "../environment.ts";
import { dashboardSchemas } from "../generated/dashboard-schemas.ts";
import { seedSchema } from "./seed-schema.ts";

interface ControlDocs {
  readonly summary: string;
  /** An example of the body. */
  readonly body?: object;
  readonly schema?: object;
}

/** What each control does, and what its body looks like; the description under `GET /_mock/openapi.json` is made from it. */
export const controlDocs: Readonly<Record<string, ControlDocs>> = {
  "GET /_mock": { summary: "Show requests, events, messages and deliveries to a person" },
  "GET /_mock/ready": { summary: "Tell that the mock serves, and which environment the key selects" },
  "GET /_mock/openapi.json": { summary: "Describe the controls" },
  "GET /_mock/environments": { summary: "List the environments there are" },
  "DELETE /_mock/environments/{name}": { summary: "Forget an environment" },
  "POST /_mock/reset": { summary: "Go back to the seeded state" },
  "POST /_mock/seed": { summary: "Add what a seed names", body: { organizations: [{ name: "Acme" }] } },
  "POST /_mock/snapshots": { summary: "Remember the present state" },
  "POST /_mock/snapshots/{id}/restore": { summary: "Go back to a remembered state" },
  "GET /_mock/state": { summary: "Export the state" },
  "PUT /_mock/state": { summary: "Replace the state", body: { version: 1, tables: {}, cells: {} } },
  "GET /_mock/requests": { summary: "List the requests received; `operation` narrows" },
  "DELETE /_mock/requests": { summary: "Forget the requests received" },
  "GET /_mock/outbox": { summary: "List what would have been mailed or texted; `to` narrows" },
  "GET /_mock/clock": { summary: "Tell the time" },
  "POST /_mock/clock": { summary: "Move the time", body: { advance: { minutes: 10 } } },
  "POST /_mock/overrides": {
    summary: "Answer an operation differently",
    body: { operation: "listUsers", status: 500, body: { message: "Down." }, times: 1 },
  },
  "DELETE /_mock/overrides": { summary: "Take all overrides away" },
  "POST /_mock/failures": {
    summary: "Let an operation fail with an error it documents, once",
    body: { operation: "createUser", status: 422 },
  },
  "POST /_mock/faults": { summary: "Put a fault in place", body: { kind: "latency", ms: 200, operation: "listUsers" } },
  "POST /_mock/rate-limit": { summary: "Limit the rate", body: { limit: 5, perMs: 60_000 } },
  "DELETE /_mock/faults": { summary: "Take all faults away" },
  "GET /_mock/deliveries": { summary: "List the webhook deliveries" },
  "POST /_mock/deliveries/settle": { summary: "Wait for the deliveries under way" },
  "POST /_mock/deliveries/{id}/resend": { summary: "Send a delivery once more" },
  "POST /_mock/events": { summary: "Append an event", body: { event: "user.created", data: {} } },
  "POST /_mock/trigger": {
    summary: "Let an event happen, with state that agrees",
    body: { event: "user.created", data: { email: "ada@acme.test" } },
  },
  "POST /_mock/{resource}/{function}": { summary: "Call a function of the dashboard with one JSON object" },
};

/** The controls as OpenAPI, with a path for each function of the dashboard and the schema of what it takes. */
export function describeControls({ dashboard }: Environment): object {
  const { inputs, $defs } = dashboardSchemas;
  const { $defs: _, ...seed } = seedSchema();
  const routes = Object.entries(controlDocs)
    .filter(([route]) => !route.includes("{function}"))
    .map(([route, docs]) => [route, route === "POST /_mock/seed" ? { ...docs, schema: seed } : docs] as const);
  const functions = Object.entries(dashboard).flatMap(([resource, each]) =>
    Object.keys(each).map((name) => {
      const docs = { summary: `Call ${name} of ${resource}`, schema: inputs[`${resource}/${name}`] ?? {} };
      return [`POST /_mock/${resource}/${name}`, docs] as const;
    }),
  );
  const paths: Record<string, Record<string, object>> = {};
  for (const [route, docs] of [...routes, ...functions]) {
    const [method = "GET", path = "/"] = route.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(route, path, docs) };
  }
  const description = {
    openapi: "3.1.1",
    info: { title: "Controls of the WorkOS mock", version: "1", description: "The API key selects the environment." },
    security: [{ apiKey: [] }, {}],
    components: { securitySchemes: { apiKey: { type: "http", scheme: "bearer" } }, schemas: $defs },
    paths,
  };
  return JSON.parse(JSON.stringify(description).replaceAll('"#/$defs/', '"#/components/schemas/'));
}

function operation(route: string, path: string, docs: ControlDocs): object {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  return {
    operationId: route.replaceAll(/[^A-Za-z]+(\w?)/g, (_, letter: string) => letter.toUpperCase()),
    summary: docs.summary,
    ...(parameters.length > 0 && { parameters }),
    ...((docs.body ?? docs.schema) && {
      requestBody: {
        content: {
          "application/json": { schema: docs.schema ?? { type: "object" }, ...(docs.body && { example: docs.body }) },
        },
      },
    }),
    responses: { "200": { description: "Done." }, "204": { description: "Done, without a body." } },
  };
}
