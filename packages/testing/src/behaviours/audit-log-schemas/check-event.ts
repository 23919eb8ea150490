import type { AuditLogEvent } from "../../generated/schemas.ts";
import { problem } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { auditLogSchemas, type SchemaRow } from "./table.ts";

type Issue = { readonly instancePath: string; readonly message: string };

/** Refuses an event whose action is unknown or whose parts do not fit the action's schema. */
export function checkEvent(world: World, event: AuditLogEvent): void {
  const versions = world.rows(auditLogSchemas, { where: { action: event.action } });
  const schema = schemaFor(versions, event);
  if (!schema.isFound) refuse([schema.issue]);
  else {
    const issues = [
      ...targetIssues(schema.row, event),
      ...metadataIssues(schema.row.actor?.metadata, event.actor.metadata, "/actor/metadata"),
      ...metadataIssues(schema.row.metadata, event.metadata, "/metadata"),
    ];
    if (issues.length > 0) refuse(issues);
  }
}

function schemaFor(
  versions: readonly SchemaRow[],
  event: AuditLogEvent,
): { isFound: true; row: SchemaRow } | { isFound: false; issue: Issue } {
  if (versions.length === 0)
    return { isFound: false, issue: { instancePath: "/action", message: "the action is not configured" } };
  // Once an action has more than one version, the event must name its own (facts: behaviours 21).
  const wanted = event.version ?? (versions.length === 1 ? versions[0]?.version : undefined);
  const row = versions.find(({ version }) => version === wanted);
  if (row) return { isFound: true, row };
  const message = wanted === undefined ? "the action has several versions: name one" : "there is no such version";
  return { isFound: false, issue: { instancePath: "/version", message } };
}

function targetIssues(schema: SchemaRow, event: AuditLogEvent): Issue[] {
  return event.targets.flatMap((target, index) => {
    const known = schema.targets.find(({ type }) => type === target.type);
    if (!known) return [{ instancePath: `/targets/${index}/type`, message: "the schema has no such target" }];
    return metadataIssues(known.metadata, target.metadata, `/targets/${index}/metadata`);
  });
}

/** Judges metadata by the JSON schema of the dashboard: types of properties, and which must be there. */
function metadataIssues(
  schema: Readonly<Record<string, unknown>> | undefined,
  metadata: Readonly<Record<string, unknown>> | undefined,
  path: string,
): Issue[] {
  const properties = mapOf(schema?.properties);
  const required = Array.isArray(schema?.required) ? schema.required.map(String) : [];
  const missing = required.filter((key) => metadata?.[key] === undefined);
  const issues = missing.map((key) => ({ instancePath: `${path}/${key}`, message: "is required" }));
  for (const [key, value] of Object.entries(metadata ?? {})) {
    const type = mapOf(properties[key]).type;
    const isKnown = key in properties || schema?.additionalProperties !== false;
    if (!isKnown) issues.push({ instancePath: `${path}/${key}`, message: "is not in the schema" });
    else if (typeof type === "string" && !hasType(value, type))
      issues.push({ instancePath: `${path}/${key}`, message: `must be ${type}` });
  }
  return issues;
}

function hasType(value: unknown, type: string): boolean {
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function refuse(errors: readonly Issue[]): never {
  throw problem(400, {
    code: "invalid_audit_log_event",
    message: "The event does not fit the schema of its action.",
    errors,
  });
}
