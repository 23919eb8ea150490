import { none, operation, type Rows, use } from "../row.ts";

export const webhooks: Rows<"webhooks"> = {
  listWebhookEndpoints: operation("listWebhookEndpoints"),
  createWebhookEndpoint: operation("createWebhookEndpoint"),
  updateWebhookEndpoint: operation("updateWebhookEndpoint"),
  deleteWebhookEndpoint: operation("deleteWebhookEndpoint"),
  verifyHeader: use("@workos-kit/webhooks", "verifyHeader", {
    note: "Throws `WebhookVerificationError`, also exported as `SignatureVerificationException`.",
  }),
  computeSignature: use("@workos-kit/webhooks", "computeSignature"),
  getTimestampAndSignatureHash: use("@workos-kit/webhooks", "getTimestampAndSignatureHash", {
    renames: { sigHeader: "header" },
  }),
  constructEvent: use("@workos-kit/webhooks", "constructEvent", {
    note: "Gives the wire form; `@workos-kit/webhooks/camel-case` gives camelCase. Pass the raw body.",
  }),
};

export const actions: Rows<"actions"> = {
  verifyHeader: use("@workos-kit/webhooks", "verifyHeader", {
    note: "Pass `tolerance: 30_000`, which is the default there.",
  }),
  serializeType: none("`signActionResponse` writes the name of the object by itself."),
  signResponse: use("@workos-kit/webhooks/actions", "signActionResponse"),
  constructAction: use("@workos-kit/webhooks/actions", "constructAction", {
    note: "Gives the wire form: `user_data`, not `userData`.",
  }),
};
