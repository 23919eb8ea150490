import { type Bundle, docComment, generatedHeader, printDeclaration, printType } from "@workos-kit/codegen";
import { type Catalogue, type EventEntry, readCatalogue } from "./event-catalogue.ts";
import { reachableSchemas } from "./reachable-schemas.ts";

const header = generatedHeader("packages/webhooks/scripts/generate.ts");

/** Named schemas that events and actions carry. */
export function printSchemas(bundle: Bundle): string {
  const { events, actions } = readCatalogue(bundle);
  const roots = [
    ...events.flatMap(({ data, context }) => (context === undefined ? [data] : [data, context])),
    ...actions.map(({ schema }) => schema),
    { $ref: "#/components/schemas/EventContext" },
  ];
  const declarations = reachableSchemas(bundle, roots).map((name) => {
    const schema = bundle.components.schemas[name];
    if (schema === undefined) throw new Error(`The bundle refers to ${name} but does not describe it.`);
    return printDeclaration(bundle, name, schema);
  });
  return `${header}${declarations.join("\n")}`;
}

/** One interface for each event, and the map from names to interfaces. */
export function printEvents(bundle: Bundle): string {
  const catalogue = readCatalogue(bundle);
  const interfaces = catalogue.events.map(printEvent);
  const used = [...new Set(interfaces.join("\n").match(/schemas\.\w+/g) ?? [])].length > 0;
  return [
    header,
    'import type { EventBase, EventWithContext } from "../events/event-types.ts";\n',
    used ? 'import type * as schemas from "./schemas.ts";\n' : "",
    "\n",
    interfaces.join("\n"),
    "\n",
    docComment({
      text: "Every event by its name. An interface, so that a name which is newer than this package can be added by declaration merging.",
      tags: [],
    }),
    "export interface WorkOSEventMap {\n",
    ...catalogue.events.map(({ name, typeName }) => `  ${JSON.stringify(name)}: ${typeName};\n`),
    "}\n\n",
    docComment({ text: "An event that an endpoint can be subscribed to through the API.", tags: [] }),
    `export type SubscribableEvent =${union(catalogue.subscribable)};\n\n`,
    docComment({ text: "A beginning that several event names share.", tags: [] }),
    `export type EventGroup =${union(groupsOf(catalogue))};\n`,
  ].join("");
}

/** The names as values: in a module of their own, because a union of types costs no bytes and a list does. */
export function printEventNames(bundle: Bundle): string {
  const { events, subscribable } = readCatalogue(bundle);
  return [
    header,
    'import type { EventName, SubscribableEvent } from "../events/event-types.ts";\n\n',
    docComment({ text: "Every event name that this version knows, alphabetised.", tags: [] }),
    `export const EVENT_NAMES: readonly EventName[] = ${list(events.map(({ name }) => name))};\n\n`,
    docComment({ text: "The names that the API accepts in `events` of a webhook endpoint.", tags: [] }),
    `export const SUBSCRIBABLE_EVENTS: readonly SubscribableEvent[] = ${list(subscribable)};\n`,
  ].join("");
}

/** What an action endpoint is asked. */
export function printActions(bundle: Bundle): string {
  const { actions } = readCatalogue(bundle);
  const types = actions.map(({ schema }) => printType(schema, { nameOf: (name) => `schemas.${name}` }));
  return [
    header,
    types.length === 0 ? "" : 'import type * as schemas from "./schemas.ts";\n\n',
    docComment({ text: "What WorkOS asks an action endpoint to decide.", tags: [] }),
    `export type ActionContext = ${types.length === 0 ? "never" : types.join(" | ")};\n`,
  ].join("");
}

function printEvent({ name, typeName, summary, deprecated, data, context, isContextRequired }: EventEntry): string {
  const options = { nameOf: (schema: string) => `schemas.${schema}` };
  const comment = docComment({
    text: `${summary}.`.replace(/\.\.$/, "."),
    tags: deprecated ? ["@deprecated"] : [],
  });
  const isUsual = context === undefined || (context.$ref?.endsWith("/EventContext") === true && !isContextRequired);
  const contextField = isUsual
    ? ""
    : `  context${isContextRequired ? "" : "?"}: ${printType(context, options, "  ")};\n`;
  return `${comment}export interface ${typeName} extends ${isUsual ? "EventWithContext" : "EventBase"} {
  event: ${JSON.stringify(name)};
  data: ${printType(data, options, "  ")};
${contextField}}\n`;
}

function groupsOf({ events }: Catalogue): string[] {
  const groups = events.flatMap(({ name }) => {
    const words = name.split(".").slice(0, -1);
    return words.map((_, index) => words.slice(0, index + 1).join("."));
  });
  return [...new Set(groups)].sort();
}

function union(names: readonly string[]): string {
  return names.length === 0 ? " never" : names.map((name) => `\n  | ${JSON.stringify(name)}`).join("");
}

function list(names: readonly string[]): string {
  return `[\n${names.map((name) => `  ${JSON.stringify(name)},\n`).join("")}]`;
}
