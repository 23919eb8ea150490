import type { Bundle, Schema } from "@workos-kit/codegen";
import { describe, expect, it } from "vitest";
import { planOf } from "./plan.ts";
import { printErrorBodies } from "./print-error-bodies.ts";
import { printInputs } from "./print-inputs.ts";
import { printModels } from "./print-models.ts";
import { printOperations } from "./print-operations.ts";
import { printRoutes, printTraitsTable } from "./print-routes.ts";
import { printSchema } from "./print-schema.ts";
import { printSdk } from "./print-sdk.ts";

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Schema) => ({ content: { "application/json": { schema } } });
const query = (name: string, schema: Schema) => ({ name, in: "query" as const, schema });

const bundle: Bundle = {
  openapi: "3.1.1",
  info: { title: "Fixture", version: "1" },
  servers: [{ url: "https://api.test" }],
  security: [{ apiKey: [] }],
  tags: [{ name: "audit-rules", description: "Rules." }],
  paths: {
    "/rules": {
      get: {
        operationId: "listRules",
        summary: "List rules",
        tags: ["audit-rules"],
        parameters: [
          query("after", { type: "string" }),
          query("before", { type: "string" }),
          query("limit", { type: "integer" }),
          query("order", { enum: ["normal", "desc", "asc"] }),
          query("search", { type: "string", description: "Part of the name." }),
        ],
        responses: { "200": json(ref("RuleList")) },
      },
    },
    "/rules/{id}": {
      put: {
        operationId: "updateRule",
        summary: "Update a rule",
        externalDocs: { url: "https://docs.test" },
        tags: ["audit-rules"],
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "string" } },
          query("force", { type: "boolean" }),
        ],
        requestBody: { required: true, ...json(ref("RuleUpdate")) },
        responses: { "200": json(ref("Rule")), "409": json(ref("TakenError")) },
      },
    },
    "/out": {
      get: { operationId: "getOut", tags: ["audit-rules"], security: [], responses: { "302": {} } },
    },
  },
  components: {
    schemas: {
      Rule: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
      RuleList: {
        type: "object",
        required: ["data", "list_metadata"],
        properties: { data: { type: "array", items: ref("Rule") }, list_metadata: { type: "object" } },
      },
      RuleUpdate: { type: "object", properties: { since: { type: "string", format: "date-time" } } },
      TakenError: { type: "object", required: ["code"], properties: { code: { const: "taken" } } },
      Unused: { type: "object" },
    },
  },
};
const plan = planOf(bundle);

describe("the printers", () => {
  it("print models that are used, with dates where they are only sent", () => {
    const code = printModels(plan);

    expect(code).toContain("export interface Rule {\n  id: string;\n}");
    expect(code).toContain("since?: string | Date;");
    expect(code).not.toContain("Unused");
  });

  it("print flat inputs", () => {
    const code = printInputs(plan);

    expect(code).toContain(
      "export interface ListRulesInput extends Pagination {\n  /** Part of the name. */\n  search?: string;\n}",
    );
    expect(code).toContain("export interface UpdateRuleQuery {\n  force?: boolean;\n}");
    expect(code).toContain("export interface UpdateRuleInput extends UpdateRuleQuery, RuleUpdate {\n  id: string;\n}");
  });

  it("print one documented function per operation", () => {
    const code = printOperations(plan, "audit-rules");

    expect(code).toContain(
      "/**\n * Update a rule.\n *\n * @throws ApiError with code `taken`.\n * @see https://docs.test\n */\n" +
        "export function updateRule(client: Core, input: UpdateRuleInput, options?: CallOptions): CallPromise<Rule> {\n" +
        '  return call<Rule>(client, "PUT", "/rules/{id}", input, options, { query: ["force"], body: true });\n}',
    );
    expect(code).toContain(
      "export function listRules(client: Core, input?: ListRulesInput, options?: CallOptions): ListCall<Rule>",
    );
    expect(code).toContain("export function getOut(client: PublicCore, options?: CallOptions): CallPromise<Redirect>");
  });

  it("print flat routes and their exceptions", () => {
    expect(printRoutes(plan)).toContain(
      '  /** Update a rule. */\n  "/rules/{id}": ' +
        "Route<[init: CallWithPathAndOptionalQueryAndBody<{ id: string }, UpdateRuleQuery, RuleUpdate>], Rule, " +
        '"taken">;\n',
    );
    expect(printRoutes(plan)).toContain(
      "interface CallWithPathAndOptionalQueryAndBody<Path, Query, Body> extends CallOptions {\n" +
        "  params: { path: Path; query?: Query };\n  body: Body;\n}\n",
    );
    expect(printTraitsTable(plan)).toContain('  "GET /out": { auth: "none", redirect: true },\n};');
  });

  it("print the facade and the bodies of errors", () => {
    expect(printSdk(plan)).toContain("  readonly auditRules: AuditRulesMethods;");
    expect(printSdk(plan)).toContain(
      "    this.auditRules = bindAll<AuditRulesMethods>(client, {\n" +
        '      getOut: ["GET", "/out", { auth: "none", redirect: true }, "options alone"],\n' +
        '      listRules: ["LIST", "/rules"],\n' +
        '      updateRule: ["PUT", "/rules/{id}", { query: ["force"], body: true }],\n    });\n',
    );
    expect(printErrorBodies(plan)).toContain("  taken: TakenError;\n");
  });

  it("print openapi-typescript's types over the same models", async () => {
    const code = await printSchema(plan);

    expect(code).toContain("\t\tRule: models.Rule;");
    expect(code).toContain('put: operations["updateRule"];');
    expect(code).not.toContain("Unused");
  });

  it("print open sets as strings where openapi-typescript's types are read", async () => {
    const state: Schema = { anyOf: [{ type: "string", enum: ["on"] }, { type: "string" }] };
    const schemas = { ...bundle.components.schemas, Rule: { type: "object", properties: { state } } };
    const code = await printSchema(planOf({ ...bundle, components: { ...bundle.components, schemas } }));

    expect(code).toContain("\t\tRule: Plain<models.Rule>;");
    expect(code).toContain("\t\tRuleList: Plain<models.RuleList>;");
    expect(code).toContain("\t\tRuleUpdate: models.RuleUpdate;");
  });

  it("say the same whatever order the spec is written in", () => {
    const turned = { ...bundle, paths: Object.fromEntries(Object.entries(bundle.paths).reverse()) };

    expect(printOperations(planOf(turned), "audit-rules")).toBe(printOperations(plan, "audit-rules"));
    expect(printRoutes(planOf(turned))).toBe(printRoutes(plan));
  });
});
