/** Compares two states of an operation or an event: its parameters, bodies, answers and how it is called. */
import { isNode, type Node, nodeAt, nodes, resolve } from "../bundle/node.ts";
import type { ChangeClass, Finding, Report, Side } from "./change.ts";
import { compareParameters } from "./compare-parameters.ts";
import { type Comparison, compareSchemas, type Pair } from "./compare-schema.ts";

export type Entry = { operation: Node; path: string; method: string; pathParameters: Node[] };

type Sides = { bundles: Pair; report: (side: Side | "whole") => Report };

/** Reports what differs about an operation, its request and its answers. */
export function compareOperations(before: Entry, after: Entry, { bundles, report }: Sides): void {
  compareHead(before, after, bundles, report("whole"));
  compareParameters(
    parametersOf(bundles.before, before),
    parametersOf(bundles.after, after),
    bundles,
    report("request"),
  );
  compareRequestBodies(before.operation, after.operation, bundles, report("request"));
  compareAnswers(before.operation, after.operation, bundles, report("answer"));
}

/** Reports what differs about an event. Its body is what the reader of a webhook receives. */
export function compareEvents(before: Entry, after: Entry, { bundles, report }: Sides): void {
  compareHead(before, after, bundles, report("whole"));
  const bodies = { before: nodeAt(before.operation, "requestBody"), after: nodeAt(after.operation, "requestBody") };
  compareContents(bodies, "", { side: "answer", report: report("answer"), open: new Set(), bundles });
  const answers = {
    before: answersOf(bundles.before, before.operation),
    after: answersOf(bundles.after, after.operation),
  };
  for (const [status, answer] of answers.before) {
    const other = answers.after.get(status);
    if (other)
      compareContents({ before: answer, after: other }, status, {
        side: "request",
        report: report("request"),
        open: new Set(),
        bundles,
      });
  }
}

const parametersOf = (bundle: Node, { operation, pathParameters }: Entry): Node[] =>
  [...pathParameters, ...nodes(operation.parameters)].map((parameter) => resolve(bundle, parameter));

function compareHead(before: Entry, after: Entry, bundles: Pair, report: Report): void {
  const say = (kind: string, message: string, severity: ChangeClass = "documentation") =>
    report({ class: severity, kind, at: "", message });
  const [was, is] = [before.operation, after.operation];
  if (was.operationId !== is.operationId) say("name-changed", `is now called \`${is.operationId}\``, "breaking");
  if (before.method !== after.method || before.path !== after.path)
    say(
      "moved",
      `moved from ${before.method.toUpperCase()} ${before.path} to ${after.method.toUpperCase()} ${after.path}`,
      "breaking",
    );
  for (const key of ["summary", "description", "externalDocs"])
    if (differ(was[key], is[key])) say(`${key.toLowerCase()}-changed`, `has another ${key}`);
  if (differ(was.tags, is.tags)) say("tag-changed", `moved to the group ${JSON.stringify(is.tags)}`, "breaking");
  if (differ(was.servers, is.servers)) say("server-changed", "is served by another host", "breaking");
  if ((was.deprecated === true) !== (is.deprecated === true))
    say("deprecation-changed", is.deprecated === true ? "is deprecated" : "is no longer deprecated");
  if (differ(was["x-not-repeatable"], is["x-not-repeatable"]))
    say(
      "retries-changed",
      is["x-not-repeatable"] === undefined ? "is retried when in doubt" : "is not retried when in doubt",
      "additive",
    );
  const [needed, needs] = [securityOf(bundles.before, was), securityOf(bundles.after, is)];
  if (needed !== needs)
    say(
      "credential-changed",
      `needs ${needs} instead of ${needed}`,
      needs === "no credential" ? "additive" : "breaking",
    );
}

const differ = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

function securityOf(bundle: Node, operation: Node): string {
  const names = nodes(operation.security ?? bundle.security).flatMap((requirement) => Object.keys(requirement));
  return names.length === 0 ? "no credential" : names.join(" or ");
}

function compareRequestBodies(before: Node, after: Node, bundles: Pair, report: Report): void {
  const [was, is] = [
    resolve(bundles.before, nodeAt(before, "requestBody")),
    resolve(bundles.after, nodeAt(after, "requestBody")),
  ];
  const [had, has] = [isNode(was.content), isNode(is.content)];
  const must = is.required === true;
  if (had && !has) report({ class: "breaking", kind: "body-removed", at: "body", message: "was removed" });
  if (!had && has)
    report({
      class: must ? "breaking" : "additive",
      kind: "body-added",
      at: "body",
      message: must ? "is new and required" : "is new",
    });
  if (!had || !has) return;
  if (was.required !== true && must)
    report({ class: "breaking", kind: "body-now-required", at: "body", message: "is now required" });
  if (was.required === true && !must)
    report({ class: "additive", kind: "body-now-optional", at: "body", message: "may now be left out" });
  compareContents({ before: was, after: is }, "body", { side: "request", report, open: new Set(), bundles });
}

/** Compares the media types of two bodies, and the schema of each. */
function compareContents({ before, after }: Pair, at: string, comparison: Comparison): void {
  const [was, is] = [nodeAt(before, "content"), nodeAt(after, "content")];
  const seen = new Set<string>();
  for (const [type, media] of Object.entries(was)) {
    const other = is[type];
    if (!isNode(other))
      comparison.report({ class: "breaking", kind: "media-type-removed", at, message: `is no longer ${type}` });
    if (!isNode(media) || !isNode(other)) continue;
    if (differ(media.examples, other.examples))
      comparison.report({ class: "documentation", kind: "example-changed", at, message: "has another example" });
    // A form and a JSON body of one schema differ alike: tell it once.
    const report = (finding: Finding) => {
      const key = JSON.stringify(finding);
      if (!seen.has(key)) comparison.report(finding);
      seen.add(key);
    };
    compareSchemas({ before: nodeAt(media, "schema"), after: nodeAt(other, "schema") }, at, { ...comparison, report });
  }
  for (const type of Object.keys(is))
    if (!(type in was))
      comparison.report({ class: "additive", kind: "media-type-added", at, message: `may also be ${type}` });
}

const answersOf = (bundle: Node, operation: Node): Map<string, Node> =>
  new Map(
    Object.entries(nodeAt(operation, "responses")).flatMap(([status, answer]) =>
      isNode(answer) ? [[status, resolve(bundle, answer)]] : [],
    ),
  );

function compareAnswers(before: Node, after: Node, bundles: Pair, report: Report): void {
  const [was, is] = [answersOf(bundles.before, before), answersOf(bundles.after, after)];
  for (const status of was.keys())
    if (!is.has(status))
      report({ class: "breaking", kind: "answer-removed", at: status, message: "is no longer given" });
  for (const status of is.keys())
    if (!was.has(status)) report({ class: "additive", kind: "answer-added", at: status, message: "is a new answer" });
  for (const [status, answer] of was) {
    const other = is.get(status);
    if (!other) continue;
    if (answer.description !== other.description)
      report({
        class: "documentation",
        kind: "description-changed",
        at: status,
        message: "is described in other words",
      });
    const [headers, others] = [Object.keys(nodeAt(answer, "headers")), Object.keys(nodeAt(other, "headers"))];
    for (const name of headers)
      if (!others.includes(name))
        report({ class: "breaking", kind: "header-removed", at: status, message: `no longer has the header ${name}` });
    for (const name of others)
      if (!headers.includes(name))
        report({ class: "additive", kind: "header-added", at: status, message: `has the header ${name}` });
    compareContents({ before: answer, after: other }, status, {
      side: "answer",
      report,
      open: new Set(),
      bundles,
      isError: /^[45]/.test(status),
    });
  }
}
