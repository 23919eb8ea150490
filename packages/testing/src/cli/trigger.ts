import { STATUS_CODES } from "node:http";
import { buildEvent } from "../fixtures/build.ts";
import { signed } from "../fixtures/signed.ts";
import { type EventName, eventNames } from "../generated/events.ts";
import { handOver } from "../webhooks/hand-over.ts";
import { UsageError } from "./usage-error.ts";

interface TriggerArguments {
  to?: string;
  secret?: string;
  set?: string[];
  print?: boolean;
}

/** Sends one signed event to an address, as the mock delivers it, and says what came back. */
export async function trigger(
  [name = "", ...rest]: readonly string[],
  given: TriggerArguments,
  timeoutMs = 30_000,
): Promise<void> {
  if (name === "") throw new UsageError("trigger wants the name of an event, such as user.created.");
  if (!isEventName(name)) {
    const near = eventNames.filter((each) => each.startsWith(`${name.split(".")[0]}.`));
    throw new UsageError(`There is no event "${name}". Known: ${(near.length > 0 ? near : eventNames).join(", ")}.`);
  }
  if (rest.length > 0) throw new UsageError(`"${rest.join(" ")}" is one word too many: give one event.`);
  if (given.to !== undefined && !(URL.canParse(given.to) && /^https?:$/.test(new URL(given.to).protocol)))
    throw new UsageError(`--to wants a URL of http or https, not "${given.to}".`);
  const { secret = "whsec_mock" } = given;
  if (secret === "") throw new UsageError("--secret is empty.");
  const event = buildEvent(name);
  const data = event.data as unknown as Record<string, unknown>;
  const known = Object.keys(data);
  for (const assignment of given.set ?? []) assign(data, assignment);
  // Not refused: examples need not show every field.
  for (const field of Object.keys(data))
    if (!known.includes(field)) console.error(`workos-mock: "${field}" was added; the fields are ${known.join(", ")}.`);
  const delivery = await signed(event, { secret, ...(given.to !== undefined && { url: given.to }) });
  if (given.print || given.to === undefined)
    console.log(JSON.stringify({ headers: delivery.headers, body: event }, null, 2));
  if (given.to === undefined) return;
  const { headers, body } = delivery;
  const outcome = await handOver({ url: given.to, headers, body, timeoutMs, send: fetch });
  if ("error" in outcome) throw new Error(`${given.to} cannot be reached: ${outcome.error.replace(/\.$/, "")}.`);
  const { status } = outcome;
  console.log(`${name} sent to ${given.to}: ${status} ${STATUS_CODES[status] ?? ""}`.trimEnd());
  if (status < 200 || status > 299) process.exitCode = 1;
}

function isEventName(name: string): name is EventName {
  return (eventNames as readonly string[]).includes(name);
}

/** `email=ada@acme.test` or `metadata.plan="team"`: values are JSON where they parse, else text. */
function assign(target: Record<string, unknown>, assignment: string): void {
  const at = assignment.indexOf("=");
  if (at < 1) throw new UsageError(`--set wants path=value, not "${assignment}".`);
  const path = assignment.slice(0, at).split(".");
  const text = assignment.slice(at + 1);
  let value: unknown = text;
  try {
    value = JSON.parse(text);
  } catch {
    // Plain text, as most values are.
  }
  let node = target;
  for (const key of path.slice(0, -1)) {
    const next = node[key];
    const child = typeof next === "object" && next !== null ? (next as Record<string, unknown>) : {};
    node[key] = child;
    node = child;
  }
  const last = path.at(-1);
  if (last !== undefined && last !== "__proto__") node[last] = value;
}
