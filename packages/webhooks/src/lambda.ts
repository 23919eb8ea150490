import { checkLength } from "./handler/read-body.ts";
import type { WebhookHandler } from "./handler/webhook-handler.ts";

/** The parts that API Gateway (REST and HTTP), load balancers and function URLs send. */
export interface LambdaEvent {
  readonly httpMethod?: string | undefined;
  readonly requestContext?: { readonly http?: { readonly method?: string | undefined } | undefined } | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null | undefined;
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

/** An answer in the form that all of them take. */
export interface LambdaResult {
  statusCode: number;
  headers: Record<string, string>;
  /** Present when the request came with such headers: a load balancer then ignores `headers`. */
  multiValueHeaders?: Record<string, string[]>;
  body: string;
  isBase64Encoded: false;
}

/**
 * Makes a Lambda function of a handler, for API Gateway v1 and v2, application load balancers and function URLs.
 * A Lambda instance handles one event at a time, so the deduplication store must be a shared one.
 *
 * @example
 * export const handler = toLambdaHandler(hooks);
 */
export function toLambdaHandler(hooks: Pick<WebhookHandler, "handle">): (event: LambdaEvent) => Promise<LambdaResult> {
  return async (event) => {
    const { status, headers, body } = await hooks.handle({
      method: event.httpMethod ?? event.requestContext?.http?.method,
      sigHeader: headerValues(event),
      readBody: (maxBytes) => readBody(event, maxBytes),
    });
    const result: LambdaResult = { statusCode: status, headers: { ...headers }, body, isBase64Encoded: false };
    if (event.multiValueHeaders) {
      result.multiValueHeaders = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
    }
    return result;
  };
}

// All values under any spelling, so that a second header is noticed and not silently left out. The gateway sends both
// kinds, a load balancer one of them, and test events often an empty one.
function headerValues({ headers, multiValueHeaders }: LambdaEvent): string[] {
  const valuesIn = (all: NonNullable<LambdaEvent["headers"] | LambdaEvent["multiValueHeaders"]>): string[] =>
    Object.entries(all)
      .filter(([name]) => name.toLowerCase() === "workos-signature")
      .flatMap(([, value]) => value ?? []);
  const found = valuesIn(multiValueHeaders ?? {});
  return found.length > 0 ? found : valuesIn(headers ?? {});
}

function readBody({ body, isBase64Encoded }: LambdaEvent, maxBytes: number): string | Uint8Array {
  const text = body ?? "";
  if (isBase64Encoded !== true) {
    checkLength(new TextEncoder().encode(text).length, maxBytes);
    return text;
  }
  checkLength(Math.floor((text.length * 3) / 4) - 2, maxBytes);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
