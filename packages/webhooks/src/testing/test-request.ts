import type { Payload } from "../verification/payload.ts";
import { type SigningOptions, signPayload } from "./sign-payload.ts";

/** How to build a test request. */
export interface TestRequestOptions extends SigningOptions {
  /**
   * The endpoint's URL.
   * @default "http://localhost/webhooks"
   */
  url?: string | undefined;
}

/**
 * Makes the `Request` that WorkOS would send, ready to be given to a handler.
 *
 * @example
 * const response = await hooks.fetch(await createTestRequest(createTestEvent("user.created"), { secret }));
 */
export async function createTestRequest(body: Payload, options: TestRequestOptions): Promise<Request> {
  const { payload, headers } = await signPayload(body, options);
  // Copied, so that the request owns its bytes whatever buffer they came from.
  const content = typeof payload === "string" ? payload : payload.slice();
  return new Request(options.url ?? "http://localhost/webhooks", { method: "POST", headers, body: content });
}
