import type { Environment } from "../environment.ts";
import { dashboardSchemas } from "../generated/dashboard-schemas.ts";
import { type ControlDocs, controlDocs } from "./control-docs.ts";
import { seedSchema } from "./seed-schema.ts";

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
