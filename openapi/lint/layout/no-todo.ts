import { isFields, type Rule } from "../rule.ts";

/** A text that is not written yet is not part of a description that people read. */
export const noTodo: Rule = () => ({
  any(node, { report, location }) {
    if (!isFields(node)) return;
    for (const [key, value] of Object.entries(node))
      if (typeof value === "string" && /\bTODO\b|\[give:/.test(value))
        report({ message: "Write this text: TODO is not for readers.", location: location.child(key) });
  },
});
