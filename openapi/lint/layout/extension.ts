import { isFields, type Rule } from "../rule.ts";

const words = ["grant", "message"];

/** One extension exists, `x-not-repeatable` on an operation; anything else has a standard home. */
export const extension: Rule = () => ({
  any(node, { report, location, type }) {
    if (!isFields(node) || !isDescription(type.name)) return;
    for (const key of Object.keys(node).filter((name) => name.startsWith("x-"))) {
      const at = { ...location.child(key), reportOnKey: true };
      if (key !== "x-not-repeatable" || type.name !== "Operation")
        report({
          message: `\`${key}\` is not ours: the only extension is \`x-not-repeatable\`, on an operation. Say it with a field of OpenAPI, or in \`description\`.`,
          location: at,
        });
      else if (!words.includes(String(node[key])))
        report({
          message:
            "`x-not-repeatable` is `grant` (the request holds a single-use credential) or `message` (it sends an e-mail or a text).",
          location: at,
        });
    }
  },
});

/** Maps are keyed by names of others (headers, media types), which may start with `x-`. */
const isDescription = (type: string): boolean =>
  !/Map$|Properties$|^(Example|Named.*|Responses|Paths|scalar)$/.test(type);
