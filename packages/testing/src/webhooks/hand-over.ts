import { untilGone } from "../handlers/until-gone.ts";

// Taken when the module loads: a test that fakes the timers would otherwise wait for ever.
const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout } = globalThis;

const keptAnswerLength = 2_000;

/** What came of handing a delivery over. */
export type Outcome = { readonly status: number; readonly answer: string } | { readonly error: string };

/** How a delivery is handed over. */
export interface HandOver {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  readonly send: (request: Request) => Promise<Response>;
}

/** Hands a delivery over, and reads the beginning of the answer. Never rejects, and never takes longer than it may. */
export async function handOver({ url, headers, body, timeoutMs, send }: HandOver): Promise<Outcome> {
  const controller = new AbortController();
  const { signal } = controller;
  const tooLate = `There was no answer within ${timeoutMs} ms.`;
  const timer = realSetTimeout(() => controller.abort(new Error(tooLate)), timeoutMs);
  try {
    // A function of the test may know nothing of signals.
    const outcome = await untilGone(
      ask(new Request(url, { method: "POST", headers, body, redirect: "manual", signal }), send),
      signal,
    );
    return outcome === "gone" ? { error: tooLate } : outcome;
  } catch (error) {
    return { error: signal.aborted ? tooLate : reasonOf(error) };
  } finally {
    realClearTimeout(timer);
  }
}

async function ask(request: Request, send: HandOver["send"]): Promise<Outcome> {
  const response: unknown = await send(request);
  if (!isResponse(response)) return { error: "What sends the webhooks gave no Response." };
  return { status: response.status, answer: await startOfText(response) };
}

/** Not `instanceof`: test environments have a Response of their own beside the platform's. */
function isResponse(value: unknown): value is Response {
  return typeof value === "object" && value !== null && "status" in value && "body" in value && "text" in value;
}

/** The beginning of an answer; the rest, which may never end, is not waited for. */
async function startOfText(response: Response): Promise<string> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (text.length < keptAnswerLength) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
  }
  void reader.cancel().catch(() => {});
  return text.slice(0, keptAnswerLength);
}

/** The cause as well: `fetch failed` alone says nothing. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  if (!(cause instanceof Error)) return message;
  const code = "code" in cause ? String(cause.code) : "";
  return `${message}: ${cause.message === "" ? code : cause.message}`;
}
