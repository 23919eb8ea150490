/** Statuses that `fetch` allows no body for. */
export const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/** The longest wait that timers of the platform know, in milliseconds: longer ones end at once. */
export const longestWaitMs = 2_147_483_647;

/**
 * Makes sure that an answer can be sent through every door; `what` is the subject of the message.
 *
 * @throws TypeError saying what about it cannot be sent.
 */
export function checkSendable(what: string, answer: { status: unknown; headers?: unknown; body?: unknown }): void {
  const { status, headers, body } = answer;
  if (!Number.isInteger(status) || Number(status) < 200 || Number(status) > 599)
    throw new TypeError(`${what} needs a status from 200 to 599, not ${show(status)}.`);
  if (bodiless.has(Number(status)) && body !== undefined && body !== "")
    throw new TypeError(`${what} cannot have a body: the status is ${show(status)}.`);
  try {
    new Headers(headers as HeadersInit | undefined);
  } catch {
    throw new TypeError(
      `${what} has headers that cannot be sent: their names are tokens, their values one line of text.`,
    );
  }
  if (typeof body === "object" && body !== null && !ArrayBuffer.isView(body)) checkJson(what, body);
  else if (typeof body === "bigint" || typeof body === "function" || typeof body === "symbol")
    throw new TypeError(`${what} has a body that cannot be written as JSON: a ${typeof body}.`);
}

/** @throws TypeError when `times` is no number of times, or `probability` no share. */
export function checkScope(what: string, scope: { times?: unknown; probability?: unknown }): void {
  const { times, probability } = scope;
  if (times !== undefined && times !== Number.POSITIVE_INFINITY && !(Number.isInteger(times) && Number(times) >= 0))
    throw new TypeError(`${what} wants a whole number of times, not ${show(times)}.`);
  if (probability !== undefined && !(typeof probability === "number" && probability >= 0 && probability <= 1))
    throw new TypeError(`${what} wants a probability from 0 to 1, not ${show(probability)}.`);
}

/** @throws TypeError naming a field there is not: in plain JavaScript nothing else would notice it. */
export function checkFields(what: string, value: object, known: readonly string[]): void {
  for (const name of Object.keys(value))
    if (!known.includes(name)) throw new TypeError(`${what} has no "${name}". Known: ${known.join(", ")}.`);
}

function checkJson(what: string, body: object): void {
  try {
    JSON.stringify(body);
  } catch (error) {
    const [reason = ""] = String(error instanceof Error ? error.message : error).split("\n");
    throw new TypeError(`${what} has a body that cannot be written as JSON: ${reason.replace(/\.$/, "")}.`);
  }
}

function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
