import { getLineColLocation } from "@redocly/openapi-core";
import type { Place, Rule } from "../rule.ts";

const order = [
  "operationId",
  "summary",
  "description",
  "externalDocs",
  "tags",
  "deprecated",
  "x-not-repeatable",
  "security",
  "servers",
  "parameters",
  "requestBody",
  "responses",
];

/** Line of a key in the file; the parsed object cannot tell, because JavaScript sorts keys that look like numbers. */
const lineOf = (place: Place, key: string): number =>
  getLineColLocation({ source: place.source, pointer: place.child(key).pointer, reportOnKey: true }).start.line;

/** Operations read alike: the same keys in the same order, answers by ascending status. */
export const operationKeyOrder: Rule = () => ({
  Operation(operation, { report, location }) {
    const keys = Object.keys(operation).filter((key) => order.includes(key));
    const sorted = [...keys].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    const wrong = keys.find((key, index) => key !== sorted[index]);
    if (wrong !== undefined)
      report({
        message: `Keys of an operation stand in this order: ${sorted.join(", ")}.`,
        location: location.child(wrong),
      });

    const responses = location.child("responses");
    let previous = { status: "", line: 0 };
    for (const status of Object.keys(operation.responses ?? {}).sort()) {
      const line = lineOf(responses, status);
      if (line < previous.line)
        report({
          message: `Answers stand in ascending order: ${status} comes after ${previous.status}.`,
          location: { ...responses.child(status), reportOnKey: true },
        });
      previous = { status, line };
    }
  },
});
