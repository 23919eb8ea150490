import { isEventOperation, type Rule, strings } from "../rule.ts";

const camelCase = /^[a-z][a-zA-Z0-9]*$/;

/** `onOrganizationCreated` of `organization.created`. */
export function eventOperationId(event: string): string {
  return `on${event.replace(/(?:^|[._-])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}`;
}

/** The verb of an operationId from a closed list, or undefined; a noun has to follow it. */
function verbOf(operationId: string, verbs: readonly string[]): string | undefined {
  return verbs.find((verb) => operationId.startsWith(verb) && /^[A-Z]/.test(operationId.slice(verb.length)));
}

/**
 * Operations are named verb + noun from a closed list of verbs, so that a reader can guess a name; endpoints of a
 * protocol are named after it; an event is named `on` + event.
 */
export const operationName: Rule = (options) => {
  const verbs = strings(options?.verbs);
  const protocols = strings(options?.protocols);
  const alone = strings(options?.alone);
  return {
    Operation(operation, { report, location }) {
      const { operationId } = operation;
      if (operationId === undefined) return;
      const at = location.child("operationId");
      if (isEventOperation(location)) {
        const event = eventNameAt(location.pointer);
        const expected = eventOperationId(event);
        if (operationId !== expected)
          report({ message: `The event ${event} is named \`${expected}\`, not \`${operationId}\`.`, location: at });
        return;
      }
      if (!camelCase.test(operationId)) {
        report({
          message: `Write \`${operationId}\` in camelCase: a verb, then a noun, as in \`listOrganizations\`.`,
          location: at,
        });
        return;
      }
      if (alone.includes(operationId) || verbOf(operationId, verbs) || verbOf(operationId, protocols)) return;
      report({
        message:
          `\`${operationId}\` does not start with a known verb and a noun. Use one of: ${verbs.join(", ")}. ` +
          "If none fits, add the verb to `workos/operation-name` in openapi/redocly.yaml in a commit of its own, with the reason.",
        location: at,
      });
    },
  };
};

/** `organization.created` of `#/organization.created/post` and of `#/webhooks/organization.created/post`. */
export function eventNameAt(pointer: string): string {
  return pointer.replace(/^#\/(?:webhooks\/)?/, "").replace(/\/[a-z]+$/, "");
}
