import { type Bundle, bodyFields, camelCase, generatedHeader, propertyKey, resolve } from "@workos-kit/codegen";
import { collectExamples } from "./examples.ts";
import { eventDoc } from "./schema-docs.ts";

const header = generatedHeader("packages/testing/scripts/generate.ts");

/** A builder per named schema and per event: typed, and from the spec's own examples. */
export function printFixtures(bundle: Bundle): string {
  const { schemas, events } = collectExamples(bundle);
  const names = Object.keys(schemas).filter((name) => isObject(bundle, name));
  const builders = names.map(
    (name) =>
      `/** Builds \`${name}\`. */\nexport const ${camelCase(name)} = (overrides?: Partial<${name}>): ${name} =>\n  build<${name}>(${JSON.stringify(name)}, overrides);\n`,
  );
  const logged = Object.keys(events).filter((name) => isLogged(bundle, name));
  // Always with the ending: some schemas have the name of an event already, and nobody should have to know which.
  const idOf = (name: string) => `${camelCase(name)}Event`;
  const eventBuilders = logged.map(
    (name) =>
      `${eventDoc(bundle, name)}export const ${idOf(name)} = (data?: DataOverrides<${JSON.stringify(name)}>, envelope?: EnvelopeOverrides): EventOf<${JSON.stringify(name)}> =>\n  buildEvent(${JSON.stringify(name)}, data, envelope);\n`,
  );
  const builderNames = logged.map((name) => `  ${propertyKey(name)}: ${idOf(name)},\n`);
  return (
    `${header}import { build, buildEvent, type DataOverrides, type EnvelopeOverrides, type EventOf } from "../fixtures/build.ts";\n` +
    `import type {\n${names.map((name) => `  ${name},\n`).join("")}} from "./schemas.ts";\n\n` +
    `${builders.join("\n")}\n${eventBuilders.join("\n")}\n` +
    `/** The builder of each event, by the event's name. */\nexport const eventBuilders = {\n${builderNames.join("")}};\n`
  );
}

function isObject(bundle: Bundle, name: string): boolean {
  const schema = resolve(bundle, bundle.components.schemas[name] ?? {});
  return bodyFields(bundle, schema).size > 0;
}

function isLogged(bundle: Bundle, name: string): boolean {
  const schema = bundle.webhooks?.[name]?.post?.requestBody?.content["application/json"]?.schema;
  return schema !== undefined && bodyFields(bundle, schema).has("event");
}
