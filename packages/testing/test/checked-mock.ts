import { createMock, type Mock, type MockOptions } from "../src/mock.ts";
import { errorKey, findEventFaults, findFaults } from "./answer-checker.ts";
import { noteMet } from "./provoked/note-met.ts";

/** An answer as tests look at it. */
export interface CheckedAnswer {
  readonly status: number;
  // Tests read answers of all operations; the spec check below is stricter than a type would be.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any;
  readonly headers: Headers;
}

const origin = "https://api.workos.com";

/** Sends one request: `api("POST /organizations", { name: "Acme" })`. */
export type Api = (request: string, body?: unknown, headers?: Record<string, string>) => Promise<CheckedAnswer>;

/**
 * A mock whose every answer and event is checked against the spec. Fixed seed: ids and times are the same in each run.
 * `api` sends the default key, unless headers say otherwise.
 */
export function checkedMock(options: MockOptions = {}): { mock: Mock; api: Api } {
  const mock = createMock({ seed: 1, ...options });
  noteSteering(mock);
  mock.world.onEvent((event) => {
    const faults = findEventFaults(event);
    if (!steered.has(mock)) noteMet(`event ${event.event}`);
    if (faults.length > 0)
      throw new Error(`The event does not fit the spec:\n${faults.join("\n")}\n${JSON.stringify(event)}`);
  });
  return { mock, api: checkedApi(mock) };
}

export function checkedApi(mock: Mock, apiKey = mock.apiKey): Api {
  return async (request, body, headers = {}) => {
    const [method = "GET", path = "/"] = request.split(" ");
    const isText = typeof body === "string";
    const response = await mock.fetch(new URL(path, origin), {
      method,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", ...headers },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    const faults = response.headers.has("x-mock-reason")
      ? []
      : findFaults(method, new URL(path, origin).pathname, response.status, text);
    if (faults.length > 0) throw new Error(`The answer does not fit the spec:\n${faults.join("\n")}\n${text}`);
    if (!response.headers.has("x-request-id") && !path.startsWith("/_mock"))
      throw new Error(`${request}: no request id`);
    const error = errorKey(method, new URL(path, origin).pathname, response.status, text);
    if (error !== undefined && !steered.has(mock)) noteMet(error);
    return {
      status: response.status,
      body: isJson && text ? JSON.parse(text) : text || undefined,
      headers: response.headers,
    };
  };
}

/** Mocks that were told what to answer or what happened: their errors and events prove nothing about behaviours. */
const steered = new WeakSet<Mock>();

function noteSteering(mock: Mock): void {
  const { overrides, faults } = mock;
  overrides.add = noting(overrides.add);
  faults.add = noting(faults.add);
  faults.rateLimit = noting(faults.rateLimit);
  mock.trigger = noting(mock.trigger);
  mock.emit = noting(mock.emit);

  function noting<Steer extends (...given: never[]) => unknown>(steer: Steer): Steer {
    const apply = (target: Steer, self: unknown, given: never[]) => {
      steered.add(mock);
      return Reflect.apply(target, self, given);
    };
    return new Proxy(steer, { apply });
  }
}
