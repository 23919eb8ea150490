import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { buildBundle } from "./build-bundle.ts";
import { exampleOf } from "./compose-examples.ts";
import { isNode, type Node, nodeAt, nodes, resolve, texts } from "./node.ts";

const spec = fileURLToPath(new URL("..", import.meta.url));

/** What an event is called, and what its data then says of itself. */
const sayings: Readonly<Record<string, string>> = {
  activated: "active",
  deactivated: "inactive",
  reauthorization_needed: "needs_reauthorization",
};

/** The words that a field may hold, as far as they are known. */
const wordsOf = (schema: Node): string[] => [schema, ...nodes(schema.anyOf)].flatMap((each) => texts(each.enum));

it("shows data that has become what the name of its event says", async () => {
  const outcome = await buildBundle(spec);
  const bundle = outcome.ok ? outcome.bundle : {};
  const contradictions: string[] = [];

  for (const [event, item] of Object.entries(nodeAt(bundle, "webhooks"))) {
    const body = isNode(item) ? nodeAt(nodeAt(item, "post"), "requestBody") : {};
    const schema = nodeAt(nodeAt(nodeAt(body, "content"), "application/json"), "schema");
    const [data] = nodes(schema.allOf).flatMap((part) => nodes([nodeAt(part, "properties").data ?? null]));
    const happened = event.split(".").at(-1) ?? "";
    for (const field of ["state", "status"]) {
      const words = data ? wordsOf(nodeAt(nodeAt(resolve(bundle, data), "properties"), field)) : [];
      const word = [happened, sayings[happened] ?? ""].find((each) => words.includes(each));
      const shown = data ? exampleOf(bundle, data) : undefined;
      if (word && isNode(shown) && shown[field] !== word) contradictions.push(`${event}: ${field} is ${shown[field]}`);
    }
  }

  expect(outcome.ok).toBe(true);
  expect(contradictions).toEqual([]);
});
