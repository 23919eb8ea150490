import { type Bundle, docComment, operationsOf, refName, resolve, type Schema } from "@workos-kit/codegen";

/** Where a schema is met: the events that carry it, and the page of the reference that shows it. */
interface Met {
  events: string[];
  url: string | undefined;
}

/** The docstring of each schema: what it is, which events carry it, where to read on. */
export function schemaDocs(bundle: Bundle): ReadonlyMap<string, string> {
  const met = readMet(bundle);
  const entries = Object.entries(bundle.components.schemas).map(([name, { description = "", deprecated }]) => {
    const { events = [], url } = met.get(name) ?? {};
    const carried = events.length > 0 ? ` Data of ${events.map((each) => `\`${each}\``).join(", ")}.` : "";
    const tags = [...(url ? [`@see ${url}`] : []), ...(deprecated ? ["@deprecated"] : [])];
    return [name, docComment({ text: `${description.trim()}${carried}`, tags })] as const;
  });
  return new Map(entries);
}

/** The docstring of the builder of an event. */
export function eventDoc(bundle: Bundle, name: string): string {
  const { summary = "", externalDocs } = bundle.webhooks?.[name]?.post ?? {};
  const tags = externalDocs ? [`@see ${externalDocs.url}`] : [];
  // Not the first letter of SSO.
  const happened = /^[A-Z][a-z ]/.test(summary) ? summary.charAt(0).toLowerCase() + summary.slice(1) : summary;
  return docComment({ text: `Builds the event \`${name}\`: ${happened}.`, tags });
}

function readMet(bundle: Bundle): ReadonlyMap<string, Met> {
  const found = new Map<string, Met>();
  const note = (schema: Schema | undefined, url: string | undefined, event?: string) => {
    if (schema?.$ref === undefined) return;
    const name = refName(schema.$ref);
    const known = found.get(name) ?? { events: [], url };
    known.url ??= url;
    if (event !== undefined) known.events.push(event);
    found.set(name, known);
  };
  for (const { body, answers, docsUrl } of operationsOf(bundle)) {
    const schemas = [body?.schema, ...answers.filter(({ status }) => status < 400).map(({ schema }) => schema)];
    for (const schema of schemas) {
      note(schema, docsUrl);
      // What a list holds.
      if (schema) note(resolve(bundle, schema).properties?.data?.items, docsUrl);
    }
  }
  for (const [name, { post }] of Object.entries(bundle.webhooks ?? {})) {
    const parts = post?.requestBody?.content["application/json"]?.schema?.allOf ?? [];
    for (const { properties } of parts) note(properties?.data, post?.externalDocs?.url, name);
  }
  return found;
}
