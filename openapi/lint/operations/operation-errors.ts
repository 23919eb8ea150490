import { isEventOperation, isFields, type Rule } from "../rule.ts";

/** Every operation may answer 429, and 401 when it takes a credential: callers must be able to see it in the types. */
export const operationErrors: Rule = () => {
  let keyByDefault = false;
  return {
    Root(root) {
      keyByDefault = (root.security ?? []).length > 0;
    },
    Operation(operation, { report, location }) {
      if (isEventOperation(location)) return;
      const responses = isFields(operation.responses) ? operation.responses : {};
      const needsKey = operation.security === undefined ? keyByDefault : operation.security.length > 0;
      const missing = [...(needsKey ? ["401"] : []), "429"].filter((status) => responses[status] === undefined);
      for (const status of missing) {
        const name = status === "401" ? "Unauthorized" : "RateLimited";
        const why =
          status === "401" ? "it takes a credential, so it can be refused" : "every operation is rate limited";
        report({
          message: `The ${status} answer is missing: ${why}. Add \`"${status}": { $ref: "../../../shared/responses.yaml#/${name}" }\` to \`responses\`.`,
          location: location.child("responses").key(),
        });
      }
    },
  };
};
