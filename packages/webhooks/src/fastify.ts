import type { WebhookHandler } from "./handler/webhook-handler.ts";
import { type BodyStream, type NodeRequest, readNodeBody } from "./node/read-node-body.ts";

/** What a Fastify request must have. */
export interface FastifyLikeRequest {
  readonly method: string;
  readonly headers: NodeRequest["headers"];
  readonly body: unknown;
  /** Kept by NestJS and by raw-body plugins. */
  readonly rawBody?: unknown;
}

/** What a Fastify reply must have. */
export interface FastifyLikeReply {
  code(status: number): unknown;
  headers(headers: Record<string, string>): unknown;
  send(body: string): unknown;
}

/** What a Fastify instance must have. */
export interface FastifyLike {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    type: string,
    parser: (request: unknown, stream: unknown, done: (error: null, body: unknown) => void) => void,
  ): unknown;
  all(path: string, handler: (request: FastifyLikeRequest, reply: FastifyLikeReply) => Promise<unknown>): unknown;
}

/** Where the endpoint is. */
export interface WebhookPluginOptions {
  /**
   * The path of the endpoint.
   * @default "/webhooks"
   */
  path?: string | undefined;
}

/**
 * Makes a Fastify plugin of a handler. Its content type parser hands over the unread stream and exists only inside the
 * plugin, so the rest of the application parses JSON as before.
 *
 * @example
 * await app.register(webhookPlugin(hooks, { path: "/webhooks" }));
 */
export function webhookPlugin(
  hooks: Pick<WebhookHandler, "handle">,
  { path = "/webhooks" }: WebhookPluginOptions = {},
): (instance: FastifyLike) => Promise<void> {
  const handler = toFastifyHandler(hooks);
  return async (instance) => {
    instance.removeAllContentTypeParsers();
    instance.addContentTypeParser("*", (_request, stream, done) => done(null, stream));
    instance.all(path, handler);
  };
}

/** Makes a route handler, for a route whose body is raw already, as in NestJS on Fastify with `rawBody: true`. */
export function toFastifyHandler(
  hooks: Pick<WebhookHandler, "handle">,
): (request: FastifyLikeRequest, reply: FastifyLikeReply) => Promise<unknown> {
  return async (request, reply) => {
    const { status, headers, body } = await hooks.handle({
      method: request.method,
      sigHeader: request.headers["workos-signature"],
      readBody: (maxBytes) => readNodeBody(bodyOf(request), maxBytes),
    });
    reply.code(status);
    reply.headers(status === 413 ? { ...headers, connection: "close" } : headers);
    return reply.send(body);
  };
}

// Inside the plugin the body is the request's stream, or what a hook has put in its place; elsewhere, what a parser left.
function bodyOf({ headers, body, rawBody }: FastifyLikeRequest): NodeRequest {
  if (!isStream(body)) return { headers, rawBody, body };
  const { readableDidRead = false, destroyed = false } = body;
  const methods = {
    on: body.on.bind(body),
    removeListener: body.removeListener.bind(body),
    pause: body.pause.bind(body),
  };
  return { headers, rawBody, readableDidRead, destroyed, ...methods };
}

function isStream(body: unknown): body is Omit<BodyStream, "headers"> {
  return typeof body === "object" && body !== null && "pipe" in body && "on" in body;
}
