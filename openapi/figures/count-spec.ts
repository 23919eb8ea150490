/** Counts what the bundle describes, resource by resource. */
import { isNode, type Node, nodeAt, nodes, resolve, texts } from "../bundle/node.ts";

export type Bodies = { all: number; withExample: number };

export type OperationFacts = {
  id: string;
  tag: string;
  errors: number;
  requests: Bodies;
  successes: Bodies;
  failures: Bodies;
  lacks: ("401" | "429" | "success" | "externalDocs")[];
};

export type EventFacts = { name: string; tag: string; isAction: boolean; bodies: Bodies; hasDocs: boolean };

export type SpecFacts = { operations: OperationFacts[]; events: EventFacts[]; misplaced: string[] };

const methods = new Set(["get", "put", "post", "patch", "delete"]);

/** Everything that the coverage page and the counts are made of, in the order of the spec. */
export function countSpec(bundle: Node): SpecFacts {
  const operations = entries(bundle, "paths").map(({ operation }) => factsOf(bundle, operation));
  const events = entries(bundle, "webhooks").map(({ key, operation }) => ({
    name: key,
    tag: texts(operation.tags).join(),
    // An event is a thing that happened to something; an action is a question that the app answers.
    isAction: !key.includes("."),
    bodies: bodiesOf(bundle, operation.requestBody),
    hasDocs: isNode(operation.externalDocs),
  }));
  const tags = nodes(bundle.tags).map(({ name }) => String(name));
  const misplaced = [
    ...operations.map(({ id, tag }) => [id, tag] as const),
    ...events.map(({ name, tag }) => [name, tag] as const),
  ]
    .filter(([, tag]) => !tags.includes(tag))
    .map(([name]) => name);
  return { operations, events, misplaced };
}

function entries(bundle: Node, table: "paths" | "webhooks"): { key: string; operation: Node }[] {
  return Object.entries(nodeAt(bundle, table)).flatMap(([key, item]) =>
    Object.entries(isNode(item) ? item : {}).flatMap(([method, operation]) =>
      methods.has(method) && isNode(operation) ? [{ key, operation }] : [],
    ),
  );
}

function factsOf(bundle: Node, operation: Node): OperationFacts {
  const answers = Object.entries(nodeAt(operation, "responses"));
  const failures = answers.filter(([status]) => /^[45]/.test(status));
  const has = (status: RegExp) => answers.some(([key]) => status.test(key));
  const needsKey = nodes(operation.security ?? bundle.security).length > 0;
  const lacks: OperationFacts["lacks"] = [];
  if (needsKey && !has(/^401$/)) lacks.push("401");
  if (!has(/^429$/)) lacks.push("429");
  if (!has(/^[23]/)) lacks.push("success");
  if (!isNode(operation.externalDocs)) lacks.push("externalDocs");
  return {
    id: String(operation.operationId),
    tag: texts(operation.tags).join(),
    errors: failures.length,
    requests: bodiesOf(bundle, operation.requestBody),
    successes: sumBodies(
      answers.filter(([status]) => status.startsWith("2")).map(([, answer]) => bodiesOf(bundle, answer)),
    ),
    failures: sumBodies(failures.map(([, answer]) => bodiesOf(bundle, answer))),
    lacks,
  };
}

/** The media types of a request or an answer, and how many of them show an example. */
function bodiesOf(bundle: Node, holder: Node[string] | undefined): Bodies {
  const content = isNode(holder) ? nodeAt(resolve(bundle, holder), "content") : {};
  const media = Object.values(content).filter(isNode);
  return {
    all: media.length,
    withExample: media.filter(({ examples }) => isNode(examples) && Object.keys(examples).length > 0).length,
  };
}

/** Adds up bodies. */
export function sumBodies(bodies: readonly Bodies[]): Bodies {
  return {
    all: bodies.reduce((sum, { all }) => sum + all, 0),
    withExample: bodies.reduce((sum, { withExample }) => sum + withExample, 0),
  };
}
