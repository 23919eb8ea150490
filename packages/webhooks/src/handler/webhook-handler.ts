import { hmacMatcher } from "#hmac";
import type { WorkOSEvent } from "../events/event-types.ts";
import { parseEvent } from "../events/parse-event.ts";
import type { Matcher } from "../verification/hmac-node.ts";
import { type Body, type Payload, readPayload } from "../verification/payload.ts";
import type { HeaderValue } from "../verification/signature-header.ts";
import { conclude, examineHeader, resolveVerifier, type Verified } from "../verification/verify.ts";
import { type Answer, received, refusal, refusalOf } from "./answer.ts";
import { type ResolvedOptions, resolveHandlerOptions, type WebhookHandlerOptions } from "./handler-options.ts";
import { type PreparedVerifier, prepareVerifier } from "./prepare-verifier.ts";
import { claimEvent, runHandlers, withDeadline } from "./process-event.ts";
import { readRequestBody } from "./read-body.ts";
import { type EventHandler, type EventRouter, listNames, RouteTable } from "./router.ts";

/** Lets a platform keep the program alive until a promise settles; Cloudflare's and Vercel's contexts fit. */
export interface Execution {
  waitUntil?(promise: Promise<unknown>): void;
}

/** A request as an adapter sees it. */
export interface IncomingDelivery {
  readonly method: string | undefined;
  readonly sigHeader: HeaderValue;
  /** Reads the body; called only for a delivery whose header holds, and must stop beyond the limit. */
  readonly readBody: (maxBytes: number) => Payload | Promise<Payload>;
}

/** Receives deliveries: verifies them, skips repetitions, runs the handlers and answers. */
export interface WebhookHandler extends EventRouter {
  /** Answers a `Request`: for Next, Hono, SvelteKit, Remix, Workers, Deno, Bun. Bound, so it can be passed on as it is. */
  readonly fetch: (request: Request, execution?: Execution | object) => Promise<Response>;
  /** Answers a delivery in whatever form an adapter brings it. Never rejects. */
  readonly handle: (delivery: IncomingDelivery, execution?: Execution | object) => Promise<Answer>;
}

/**
 * Makes a handler for an endpoint: Request in, Response out, with the events typed by name.
 *
 * @throws {@link WebhookVerificationError} `missing_secret` or `invalid_options`, at once, unless a function gives the secret.
 * @example
 * const hooks = createWebhookHandler({ secret }).on("user.created", (event) => welcome(event.data.email));
 * export const POST = hooks.fetch;
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  const prepared = prepareVerifier(options, (given) => resolveVerifier(given, hmacMatcher));
  const resolved = resolveHandlerOptions(options);
  const routes = new RouteTable();
  const handle: WebhookHandler["handle"] = async (delivery, execution) => {
    try {
      return await receive(prepared, resolved, routes, delivery, execution);
    } catch (error) {
      resolved.onError(error, undefined);
      return refusalOf(error);
    }
  };
  const handler: WebhookHandler = {
    on(name, run) {
      const names = listNames(name);
      routes.add("specific", run, (each) => names.includes(each));
      return handler;
    },
    onAll(handlers) {
      for (const [name, run] of Object.entries<EventHandler<never>>(handlers))
        routes.add("specific", run, (each) => each === name);
      return handler;
    },
    onPrefix(group, run) {
      const [prefix = ""] = listNames([group]);
      if (prefix.endsWith("."))
        throw new TypeError(`onPrefix("${prefix}") would match nothing: leave out the last dot.`);
      routes.add("specific", run, (each) => each.startsWith(`${prefix}.`));
      return handler;
    },
    onAny(run) {
      routes.add("any", run);
      return handler;
    },
    onUnknown(run) {
      routes.add("unknown", run);
      return handler;
    },
    handle,
    fetch: async (request, execution) => {
      const { status, headers, body } = await handle(
        {
          method: request.method,
          sigHeader: request.headers.get("workos-signature"),
          readBody: (maxBytes) => readRequestBody(request, maxBytes),
        },
        execution,
      );
      return new Response(body, { status, headers });
    },
  };
  return handler;
}

async function receive(
  prepared: PreparedVerifier<Matcher>,
  options: ResolvedOptions,
  routes: RouteTable,
  delivery: IncomingDelivery,
  execution: Execution | object | undefined,
): Promise<Answer> {
  if (delivery.method !== "POST") return refusal("method_not_allowed");
  const { event, verified, raw } = await readEvent(prepared, options, delivery);
  const handlers = routes.handlersOf(event.event);
  if (handlers.length === 0 && options.exhaustive) {
    options.onError(new Error(`Nothing handles ${event.event}.`), event);
    return refusal("unhandled_event");
  }
  const abort = new AbortController();
  const context = { signal: abort.signal, verified, raw };
  const claim = claimEvent(options, event);
  const run = claim.then((claimed) => runHandlers(options, handlers, event, context, claimed));
  try {
    // Kept alive in every mode: after a deadline the handlers go on as well.
    if (execution && typeof execution === "object" && "waitUntil" in execution) execution.waitUntil?.(run);
  } catch (error) {
    options.onError(error, event);
  }
  const answer =
    options.acknowledge === "before" ? claim.then((claimed) => ("answer" in claimed ? claimed.answer : received)) : run;
  return withDeadline(answer, options.deadlineMs, (reason) => {
    abort.abort(reason);
    options.onError(reason, event);
  });
}

async function readEvent(
  { examiner, verifierOf }: PreparedVerifier<Matcher>,
  options: ResolvedOptions,
  { sigHeader, readBody }: IncomingDelivery,
): Promise<{ event: WorkOSEvent; verified: Verified; raw: Body[0] }> {
  const [timestamp, signatures] = examineHeader(examiner, sigHeader);
  const found = verifierOf();
  // Without a pause when there is nothing to wait for: the body may be a stream that already flows.
  const verifier = found instanceof Promise ? await found : found;
  const [raw, wasParsed] = readPayload(await readBody(options.maxBodyBytes), verifier.options.rawBodyOnly);
  const secretIndex = await verifier.match(`${timestamp}.`, raw, signatures);
  const verified = conclude(verifier, timestamp, wasParsed, secretIndex);
  return { event: parseEvent(raw), verified, raw };
}
