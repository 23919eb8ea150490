import type { Rule } from "../rule.ts";

const longest = 70;

/** A summary is a title: a short sentence-case line without a full stop. A description tells what the caller cannot guess. */
export const operationText: Rule = () => ({
  Operation(operation, { report, location }) {
    const { summary = "", description = "" } = operation;
    const at = location.child("summary");
    if (summary.length > longest)
      report({
        message: `The summary has ${summary.length} characters; keep it to ${longest} and move the rest to \`description\`.`,
        location: at,
      });
    if (/[.!?]$/.test(summary))
      report({ message: "The summary ends without a full stop: it is a title.", location: at });
    if (/^[a-z]/.test(summary))
      report({ message: "Start the summary with a capital letter: it is a title.", location: at });
    if (summary === "")
      report({
        message: "Add a `summary`: what the operation does, as an imperative (`Create an organization`).",
        location: location.key(),
      });
    if (description === "")
      report({
        message: "Add a `description`: what the caller cannot guess, such as effects, limits and order.",
        location: location.key(),
      });
  },
});
