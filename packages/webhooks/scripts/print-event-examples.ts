import { type Bundle, docComment, generatedHeader } from "@workos-kit/codegen";
import { readCatalogue } from "./event-catalogue.ts";

/**
 * The spec's own example of every event. Equal payloads and contexts are written once, because many events carry the
 * same object; each is typed by the first event that carries it, so the compiler holds the examples against the types.
 */
export function printEventExamples(bundle: Bundle): string {
  const constants = new Map<string, string>();
  const declarations: string[] = [];
  const share = (prefix: string, type: string, value: unknown): string => {
    const text = JSON.stringify(value);
    const known = constants.get(prefix + text);
    if (known !== undefined) return known;
    const name = `${prefix}${constants.size}`;
    constants.set(prefix + text, name);
    declarations.push(`const ${name}: ${type} = ${text};\n`);
    return name;
  };
  const lines = readCatalogue(bundle).events.map(({ name, example }) => {
    if (!isRecord(example) || !isRecord(example.data)) throw new Error(`The event ${name} has no example.`);
    const { data, context, event, ...envelope } = example;
    const type = `EventOf<${JSON.stringify(name)}>`;
    const base = share("base", "EventBase", envelope);
    const fields = [`...${base}`, `event: ${JSON.stringify(event)}`, `data: ${share("data", `${type}["data"]`, data)}`];
    if (context !== undefined) fields.push(`context: ${share("context", `NonNullable<${type}["context"]>`, context)}`);
    return `  ${JSON.stringify(name)}: { ${fields.join(", ")} },\n`;
  });
  return [
    generatedHeader("packages/webhooks/scripts/generate.ts"),
    'import type { EventBase, EventExamples, EventOf } from "../events/event-types.ts";\n\n',
    shareTexts(declarations.join("")),
    "\n",
    docComment({ text: "An example of every event, as the API describes it.", tags: [] }),
    `export const eventExamples: EventExamples = {\n${lines.join("")}};\n`,
  ].join("");
}

/** Writes each longer text that several payloads hold once: that is a fifth of what the examples weigh. */
function shareTexts(declarations: string): string {
  const value = /(?<=":)"(?:[^"\\]|\\.){10,}"/g;
  const all = declarations.match(value) ?? [];
  const shared = [...new Set(all)].filter((text) => all.filter((each) => each === text).length > 2);
  const names = new Map(shared.map((text, index) => [text, `text${index}`]));
  const constants = [...names].map(([text, name]) => `const ${name} = ${text};\n`);
  return constants.join("") + declarations.replace(value, (text) => names.get(text) ?? text);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
