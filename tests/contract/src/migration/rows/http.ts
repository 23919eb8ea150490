import { none, type Rows, use } from "../row.ts";

const GET = use("@workos-kit/client", "createClient", { shown: "workos.GET(path, { params })" });
const POST = use("@workos-kit/client", "createClient", { shown: "workos.POST(path, { params, body })" });
const PUT = use("@workos-kit/client", "createClient", { shown: "workos.PUT(path, { params, body })" });
const PATCH = use("@workos-kit/client", "createClient", { shown: "workos.PATCH(path, { params, body })" });
const DELETE = use("@workos-kit/client", "createClient", { shown: "workos.DELETE(path, { params, body })" });

/** Calls by path: of `WorkOS` itself, and of the HTTP client beneath it. */
export const client: Rows<"client"> = {
  get: GET,
  post: POST,
  put: PUT,
  patch: PATCH,
  delete: DELETE,
  deleteWithBody: DELETE,
  sleep: none("Waits between attempts are the client's own business: see `retries` and `deadlineMs`."),
};

export const WorkOS: Rows<"WorkOS"> = {
  get: GET,
  post: POST,
  put: PUT,
  patch: PATCH,
  delete: DELETE,
  deleteWithBody: DELETE,
  createHttpClient: none("Made for subclasses. Pass `fetch` to `createClient` to send requests your own way."),
  createWebhookClient: none("Made for subclasses. Import from `@workos-kit/webhooks`."),
  createActionsClient: none("Made for subclasses. Import from `@workos-kit/webhooks/actions`."),
  getCryptoProvider: none("Made for subclasses. WebCrypto is used everywhere."),
  emitWarning: none("Made for subclasses. Pass `hooks.onDeprecated` or a `logger` to `createClient`."),
  requireApiKey: none("The types of `createPublicClient` refuse the operations that need a key."),
};

export const AutoPaginatable: Rows<"AutoPaginatable"> = {
  autoPagination: use("@workos-kit/client/operations", "listUsers", {
    shown: "listUsers(workos).collect()",
    note: "Of every list. Or `for await (const user of listUsers(workos))`, which holds one page at a time.",
  }),
};
