import { type Fields, isEventOperation, isFields, type Place, type Rule } from "../rule.ts";
import { eventNameAt } from "./operation-name.ts";

/** The parts of a payload: the schema itself, or those of its `allOf`. */
function partsOf(schema: Fields, place: Place): [part: Fields, place: Place][] {
  const parts: unknown[] = Array.isArray(schema.allOf) ? schema.allOf : [];
  const own: [unknown, Place][] = [[schema, place]];
  return [...own, ...parts.map((part, index): [unknown, Place] => [part, place.child(["allOf", index])])].filter(
    (entry): entry is [Fields, Place] => isFields(entry[0]),
  );
}

/** An event says its own name in `event`: that is how its reader, and the types, tell one from the other. */
export const eventName: Rule = () => ({
  Operation(operation, { report, location }) {
    if (!isEventOperation(location)) return;
    const name = eventNameAt(location.pointer);
    const body: unknown = operation.requestBody;
    const content = isFields(body) && isFields(body.content) ? body.content["application/json"] : undefined;
    if (!isFields(content) || !isFields(content.schema)) return;
    const start = location.child(["requestBody", "content", "application/json", "schema"]);
    for (const [part, place] of partsOf(content.schema, start)) {
      const field = isFields(part.properties) ? part.properties.event : undefined;
      if (isFields(field) && field.const !== name)
        report({
          message: `The event ${name} says another name of itself: write \`event: { const: ${name} }\`.`,
          location: place.child(["properties", "event"]),
        });
    }
  },
});
