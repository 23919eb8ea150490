/** The coverage page: what the spec describes, and what the packages make of it. */
import { type Bodies, type OperationFacts, type SpecFacts, sumBodies } from "./count-spec.ts";

/** What the packages have, by operationId and by event name. */
export type PackageFacts = {
  clientFunctions: ReadonlySet<string>;
  mockBehaviours: ReadonlySet<string>;
  typedEvents: ReadonlySet<string>;
};

const part = (some: number, all: number): string => (some === all ? String(all) : `${some} of ${all}`);
const fraction = ({ withExample, all }: Bodies): string => part(withExample, all);

const allBodies = ({ requests, successes, failures }: OperationFacts): Bodies =>
  sumBodies([requests, successes, failures]);

/** The page as Markdown, one row for each resource that has operations or events. */
export function coveragePage({ operations, events }: SpecFacts, packages: PackageFacts): string {
  const tags = [...new Set([...operations.map(({ tag }) => tag), ...events.map(({ tag }) => tag)])].sort();
  const row = (title: string, belongs: (tag: string) => boolean): string => {
    const own = operations.filter(({ tag }) => belongs(tag));
    const ownEvents = events.filter(({ tag }) => belongs(tag));
    const count = (known: ReadonlySet<string>) => own.filter(({ id }) => known.has(id)).length;
    const cells = [
      String(own.length),
      String(own.reduce((sum, { errors }) => sum + errors, 0)),
      fraction(sumBodies([...own.map(allBodies), ...ownEvents.map(({ bodies }) => bodies)])),
      part(ownEvents.filter(({ name }) => packages.typedEvents.has(name)).length, ownEvents.length),
      part(count(packages.clientFunctions), own.length),
      part(count(packages.mockBehaviours), own.length),
    ];
    return `| ${[title, ...cells].join(" | ")} |`;
  };
  const missing = (known: ReadonlySet<string>) =>
    operations
      .map(({ id }) => id)
      .filter((id) => !known.has(id))
      .sort();
  return [
    "# Coverage",
    "",
    "<!-- Made by openapi/scripts/coverage.ts. Do not edit: run `pnpm spec:coverage`. -->",
    "",
    "What the spec describes, and what the packages make of it. Every figure is counted from the bundle, the generated",
    "client and webhooks, and the behaviours of the mock; `npm test` fails when this page is out of date.",
    "",
    "- *Errors* are answers of 400 and above that an operation lists.",
    "- *Examples* are request bodies, answers and event payloads that show an example; `a of b` where some lack one.",
    "- *Events* are payloads with a type in the webhooks package; the two AuthKit actions are among those of `actions`.",
    "- *Mock* are operations with state and rules; the others answer with the example of the spec.",
    "",
    "| Resource | Operations | Errors | Examples | Events | Client functions | Mock |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...tags.map((tag) => row(tag, (other) => other === tag)),
    row("**Total**", () => true),
    "",
    ...gaps("Operations without a function in the client", missing(packages.clientFunctions)),
    ...gaps("Operations that the mock answers with the example of the spec", missing(packages.mockBehaviours)),
  ].join("\n");
}

function gaps(title: string, names: readonly string[]): string[] {
  return [`## ${title}`, "", names.length === 0 ? "None." : names.map((name) => `\`${name}\``).join(", "), ""];
}

/** The counts as lines of text. */
export function describeCounts({ operations, events, misplaced }: SpecFacts): string {
  const actions = events.filter(({ isAction }) => isAction);
  const lacking = (what: OperationFacts["lacks"][number]) =>
    operations.filter(({ lacks }) => lacks.includes(what)).length;
  const bodies = (pick: (facts: OperationFacts) => Bodies) => {
    const { all, withExample } = sumBodies(operations.map(pick));
    return `${withExample} of ${all}`;
  };
  const payloads = sumBodies(events.map((event) => event.bodies));
  return [
    `operations: ${operations.length}`,
    `events: ${events.length - actions.length}`,
    `AuthKit actions: ${actions.length}`,
    `request bodies with an example: ${bodies(({ requests }) => requests)}`,
    `2xx bodies with an example: ${bodies(({ successes }) => successes)}`,
    `error bodies with an example: ${bodies(({ failures }) => failures)}`,
    `event payloads with an example: ${payloads.withExample} of ${payloads.all}`,
    `operations without 401 where a credential is required: ${lacking("401")}`,
    `operations without 429: ${lacking("429")}`,
    `operations without a 2xx or 3xx answer: ${lacking("success")}`,
    `operations without externalDocs: ${lacking("externalDocs")}`,
    `events without externalDocs: ${events.filter(({ hasDocs }) => !hasDocs).length}`,
    `operations and events in no resource: ${misplaced.length}`,
  ].join("\n");
}
