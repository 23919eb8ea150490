import type { Rule } from "../rule.ts";

/** Every operation links the page of the vendor's reference that its facts were read from. */
export const operationDocs: Rule = () => ({
  Operation(operation, { report, location }) {
    const url = operation.externalDocs?.url;
    if (url?.startsWith("https://workos.com/docs/")) return;
    report({
      message: 'Link the page these facts come from: `externalDocs: { url: "https://workos.com/docs/…" }`.',
      location: operation.externalDocs ? location.child("externalDocs") : location.key(),
    });
  },
});
