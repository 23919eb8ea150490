import { computeSignature } from "@workos-kit/webhooks";
import { signedHeaders } from "@workos-kit/webhooks/testing";
import type { AuthenticationActionContext, UserRegistrationActionContext } from "../../generated/schemas.ts";
import { handOver } from "../../webhooks/hand-over.ts";
import type { World } from "../../world/world.ts";
import {
  type ActionEndpointRow,
  type ActionExecutionRow,
  type ActionType,
  actionEndpoints,
  actionExecutions,
} from "./table.ts";

/** The question, before it has its id. */
export type ActionQuestion = Omit<AuthenticationActionContext, "id"> | Omit<UserRegistrationActionContext, "id">;

/** An answer's age that is still accepted; inferred from the tolerance of the question (facts: actions). */
const toleranceMs = 30_000;

/** The endpoint that decides; there is one at most of each kind. */
export function endpointFor(world: World, type: ActionType): ActionEndpointRow | undefined {
  return world.rows(actionEndpoints, { where: { type }, filter: (row) => row.is_enabled })[0];
}

/** Asks the endpoint, and notes what came of it. */
export async function ask(
  world: World,
  endpoint: ActionEndpointRow,
  question: ActionQuestion,
): Promise<ActionExecutionRow> {
  const { object, ...rest } = question;
  const id = world.newId(actionExecutions.prefix);
  const context = { object, id, ...rest };
  const answer = await send(world, endpoint, JSON.stringify(context));
  const isGood = "verdict" in answer;
  return world.insert(actionExecutions, {
    id,
    action_endpoint_id: endpoint.id,
    type: endpoint.type,
    verdict: isGood ? answer.verdict : endpoint.on_failure,
    error_message: isGood ? (answer.error_message ?? null) : null,
    failure: isGood ? null : answer.failure,
    request: context,
  });
}

type Answer = { readonly verdict: "Allow" | "Deny"; readonly error_message?: string } | { readonly failure: string };

async function send(world: World, endpoint: ActionEndpointRow, body: string): Promise<Answer> {
  const now = world.clock.verifierNow();
  const headers = await signedHeaders(body, { secret: endpoint.secret, timestamp: now });
  const { url, timeout_ms: timeoutMs } = endpoint;
  const outcome = await handOver({ url, headers: { ...headers }, body, timeoutMs, send: world.transport });
  if ("error" in outcome) return { failure: `The endpoint gave no answer: ${outcome.error}` };
  const { status, answer } = outcome;
  if (status < 200 || status > 299) return { failure: `The endpoint answered ${status}.` };
  try {
    return await read(world, endpoint, JSON.parse(answer));
  } catch (error) {
    return { failure: `The endpoint's answer is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The verdict of an answer, once its kind, signature and age are right. */
async function read(world: World, endpoint: ActionEndpointRow, answer: unknown): Promise<Answer> {
  const { object, payload, signature } = fieldsOf(answer);
  if (object !== `${endpoint.type}_action_response`) return { failure: "The answer is of another kind." };
  const { timestamp, verdict, error_message } = fieldsOf(payload);
  if (typeof timestamp !== "number" || typeof signature !== "string") return { failure: "The answer is not signed." };
  const expected = await computeSignature(timestamp, fieldsOf(payload), endpoint.secret);
  if (signature !== expected) return { failure: "The signature of the answer is wrong." };
  if (Math.abs(world.clock.verifierNow() - timestamp) > toleranceMs) return { failure: "The answer is too old." };
  if (verdict !== "Allow" && verdict !== "Deny") return { failure: "The verdict is neither Allow nor Deny." };
  return typeof error_message === "string" ? { verdict, error_message } : { verdict };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  // Any object may be read by key; what is in it is checked where it is used.
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
