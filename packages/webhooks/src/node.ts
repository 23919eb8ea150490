import type { Answer } from "./handler/answer.ts";
import type { WebhookHandler } from "./handler/webhook-handler.ts";
import { type NodeRequest, readNodeBody } from "./node/read-node-body.ts";

export type { NodeRequest };

/** What a Node response must have: `http`, Express, Connect, NestJS and Next pages all do. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
  readonly headersSent?: boolean;
}

/** A request listener that is also Express and Connect middleware. It always answers, and never rejects. */
export type NodeHandler = (request: NodeRequest, response: NodeResponse) => Promise<void>;

/**
 * Makes a request listener of a handler, for `http`, Express 4 and 5, Connect, NestJS and Next pages.
 *
 * The raw body is taken from `request.rawBody`, a Buffer or text in `request.body`, or the unread stream, in this order;
 * a parsed `request.body` is the last resort.
 *
 * @example
 * app.post("/webhooks", toNodeHandler(hooks));
 */
export function toNodeHandler(hooks: Pick<WebhookHandler, "handle">): NodeHandler {
  return async (request, response) => {
    const answer = await hooks.handle({
      method: request.method,
      sigHeader: request.headers["workos-signature"],
      readBody: (maxBytes) => readNodeBody(request, maxBytes),
    });
    if (response.headersSent !== true) send(response, answer);
  };
}

function send(response: NodeResponse, { status, headers, body }: Answer): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // The rest of a body that is too long is not worth reading.
  if (status === 413) response.setHeader("connection", "close");
  response.end(body);
}
