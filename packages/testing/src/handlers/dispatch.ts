import type { Call, PageCall, Resource } from "../behaviours/behaviour.ts";
import { allowedOrigin, corsHeaders } from "../behaviours/cors-origins/allowed-origin.ts";
import { refuseWithoutRight } from "../behaviours/secret-keys/index.ts";
import type { Environment } from "../environment.ts";
import type { OperationId } from "../generated/operation-types.ts";
import { operations } from "../generated/operations.ts";
import { Problem, refusedPlainly } from "../problem.ts";
import { copyOf } from "../world/plain.ts";
import { applyFaults, garble } from "./apply-faults.ts";
import { bearerOf, type Environments, findEnvironment, type Locate, originOf } from "./find-environment.ts";
import { type Answer, type Incoming, Reply } from "./message.ts";
import type { OperationRow } from "./operation-row.ts";
import { answerOf, OverrideError } from "./overrides.ts";
import { readBody } from "./read-body.ts";
import { readQuery } from "./read-query.ts";
import { Router } from "./router.ts";
import { unknownRoute, wrongMethod } from "./unroutable.ts";
import { untilGone } from "./until-gone.ts";
import { issuesOf, refusalOf, type Validator } from "./validate.ts";
import { asReply, bodyToShow, writeAnswer } from "./write-answer.ts";

/** What a route leads to: an operation of the spec, or a page of the mock's own. */
interface Target {
  readonly id: string;
  readonly operation: OperationRow | undefined;
  /** Behaviours are typed one by one where they are declared; here they are all alike. */
  readonly behaviour: ((call: PageCall) => unknown) | undefined;
  readonly locate: Locate | undefined;
  readonly precheck: ((call: PageCall) => void) | undefined;
  readonly isValidated: boolean;
}

/** What one request has come to so far; the journal is written from it. */
interface Progress {
  environment: Environment;
  target: Target | undefined;
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
  warnings: string[];
}

type Validators = Readonly<Record<string, Validator | undefined>>;

/** Takes requests to their behaviour: one router for all operations, one order of steps for all requests. */
export class Dispatcher {
  readonly #router = new Router<Target>();
  readonly #isStrict: boolean;
  #validators: Validators | undefined;
  #lastRequest = 0;

  constructor(resources: readonly Resource[], options: { isStrict: boolean }) {
    this.#isStrict = options.isStrict;
    const behaviours: Record<string, Target["behaviour"]> = {};
    const locate: Record<string, Target["locate"]> = {};
    const prechecks: Record<string, Target["precheck"]> = {};
    const aliases: [string, string][] = [];
    const unvalidated = new Set<string>();
    for (const resource of resources) {
      Object.assign(behaviours, resource.behaviours);
      Object.assign(locate, resource.locate);
      Object.assign(prechecks, resource.prechecks);
      aliases.push(...Object.entries(resource.aliases ?? {}));
      for (const id of resource.unvalidated ?? []) unvalidated.add(id);
      for (const [id, page] of Object.entries(resource.pages ?? {})) this.#addPage(id, page, resource.locate?.[id]);
    }
    for (const operation of operations) {
      const { id } = operation;
      const isValidated = !unvalidated.has(id);
      const [behaviour, precheck] = [behaviours[id], prechecks[id]];
      const target = { id, operation, behaviour, locate: locate[id], precheck, isValidated };
      this.#router.add(operation.method, operation.path, target);
      for (const [alias, of] of aliases) if (of === id) this.#router.add(operation.method, alias, target);
    }
  }

  #addPage(id: string, behaviour: NonNullable<Target["behaviour"]>, locate: Target["locate"]): void {
    const [method = "GET", template = "/"] = id.split(" ");
    this.#router.add(method, template, {
      id,
      operation: undefined,
      behaviour,
      locate,
      precheck: undefined,
      isValidated: false,
    });
  }

  /** Answers a request, and writes it down. Never rejects. */
  async handle(incoming: Incoming, environments: Environments): Promise<Answer> {
    const receivedAt = new Date().toISOString();
    const requestId = `req_${(++this.#lastRequest).toString(36).padStart(8, "0")}`;
    const progress = { params: {}, query: {}, body: undefined, warnings: [], target: undefined } as unknown as Progress;
    progress.environment = environments.default;
    let outcome: { reply: Reply; error?: unknown };
    let isGarbled = false;
    let isDropped = false;
    try {
      const result = await this.#answer(incoming, environments, progress);
      isDropped = result === "drop";
      isGarbled = result !== "drop" && result.isGarbled;
      outcome = { reply: result === "drop" ? new Reply(0) : result.reply };
    } catch (error) {
      outcome =
        error instanceof Problem
          ? { reply: new Reply(error.status, error.body, error.headers) }
          : { reply: failure(error), error };
    }
    const { reply } = outcome;
    progress.environment.requests.add({
      operation: progress.target?.id,
      method: incoming.method,
      path: incoming.url.pathname,
      params: progress.params,
      query: progress.query,
      body: progress.body,
      headers: incoming.headers(),
      receivedAt,
      status: reply.status,
      answer: bodyToShow(reply.body),
      warnings: progress.warnings,
      ...(outcome.error !== undefined && { error: outcome.error }),
    });
    if (isDropped) return { status: 0, headers: {}, body: undefined, isDropped };
    const answer = withCors(writeAnswer(reply, requestId), incoming, progress.environment);
    return isGarbled ? garble(answer) : answer;
  }

  async #answer(
    incoming: Incoming,
    environments: Environments,
    progress: Progress,
  ): Promise<{ reply: Reply; isGarbled: boolean } | "drop"> {
    const { url } = incoming;
    // What can be read can be asked for without its body; doors leave that out.
    const method = incoming.method === "HEAD" ? "GET" : incoming.method;
    const bearer = bearerOf(incoming.header("authorization"));
    const keyEnvironment = bearer === undefined ? undefined : environments.forKey(bearer);
    if (keyEnvironment) progress.environment = keyEnvironment;
    const found = this.#router.find(method, url.pathname);
    if (found.kind === "method") throw wrongMethod(incoming.method, url.pathname, found.allowed);
    if (found.kind === "unknown") throw unknownRoute(incoming.method, url.pathname, found.nearest);
    const { target, params } = found;
    progress.target = target;
    progress.params = params;
    if (target.operation?.auth === "apiKey" && !keyEnvironment) throw refusedPlainly(401, "Unauthorized");
    if (keyEnvironment && bearer !== undefined && bearer !== keyEnvironment.apiKey)
      refuseWithoutRight(keyEnvironment.world, bearer, target.id, method);
    const body = method === "GET" ? undefined : readBody(await incoming.text(), incoming.header("content-type"));
    const read = target.operation
      ? readQuery(url.searchParams, target.operation.query ?? {})
      : { values: Object.fromEntries(url.searchParams), unknown: [] };
    Object.assign(progress, { query: read.values, body });
    const partial = { path: params, query: read.values, body: body ?? {}, url, bearer, origin: originOf(incoming) };
    const locating = { ...partial, header: (name: string) => incoming.header(name) } as unknown as PageCall;
    if (!keyEnvironment) progress.environment = findEnvironment(target.locate, locating, environments);
    const { environment } = progress;
    const call = { ...locating, world: environment.world };
    const { path, query } = locating;
    const counted = { operation: target.id, method, path: url.pathname, query, body: call.body, params: path };
    const limited = environment.rateLimits?.refusal(counted);
    if (limited) return { reply: limited, isGarbled: false };
    const faults = await applyFaults(environment.faults.strike(target.id), incoming);
    if (faults === "drop") return "drop";
    if (faults.reply) return { reply: faults.reply, isGarbled: faults.isGarbled };
    // An override takes the place of the validation as well: a test may answer what the API never would.
    const answer = async () => {
      target.precheck?.(call);
      if (target.operation && target.isValidated)
        await this.#validate(target.operation, call, body, read.unknown, progress);
      return this.#behave(target, call);
    };
    const override = environment.overrides.take(target.id, call as unknown as Call<OperationId>);
    if (!override) return { reply: await answer(), isGarbled: faults.isGarbled };
    // A copy: the override may change it as it likes.
    const next = async () => copyOf((await answer()).body);
    const given = answerOf(override, call as unknown as Call<OperationId>, next, target.operation?.success);
    // A function that never answers stands for a server that hangs: clients give up.
    const reply = await untilGone(given, incoming.signal);
    return reply === "gone" ? "drop" : { reply, isGarbled: faults.isGarbled };
  }

  async #behave(target: Target, call: PageCall): Promise<Reply> {
    if (target.behaviour) return asReply(await target.behaviour(call), target.operation?.success);
    const { answerExamples } = await import("../generated/examples.ts");
    const example = answerExamples[target.id];
    return new Reply(target.operation?.success ?? 200, example, { "x-mock-reason": "example" });
  }

  async #validate(
    operation: OperationRow,
    call: PageCall,
    body: unknown,
    unknownParameters: readonly string[],
    progress: Progress,
  ): Promise<void> {
    const unknownFields =
      operation.fields && typeof body === "object" && body !== null
        ? Object.keys(body).filter((field) => !operation.fields?.includes(field))
        : [];
    progress.warnings.push(
      ...unknownParameters.map((name) => `unknown parameter "${name}"`),
      ...unknownFields.map((name) => `unknown field "${name}"`),
    );
    if (this.#isStrict && progress.warnings.length > 0)
      throw refusalOf(
        operation,
        [...unknownParameters, ...unknownFields].map((field) => ({ field, code: "unknown_field" })),
      );
    if (!operation.query && !operation.body) return;
    this.#validators ??= (await import("../generated/validators.js")) as unknown as Validators;
    const query = operation.query ? issuesOf(this.#validators[`${operation.id}Query`], call.query) : [];
    const hasBody = operation.body === "required" || body !== undefined;
    const inBody = hasBody ? issuesOf(this.#validators[`${operation.id}Body`], withoutNullMetadata(call.body)) : [];
    if (query.length + inBody.length > 0) throw refusalOf(operation, [...query, ...inBody]);
  }
}

function failure(error: unknown): Reply {
  const message = error instanceof OverrideError ? error.message : `The mock failed: ${String(error)}`;
  return new Reply(500, { message }, { "x-mock-reason": "failure" });
}

/** The answer for a browser, which names the origin of its page. */
function withCors(answer: Answer, incoming: Incoming, { world }: Environment): Answer {
  const origin = incoming.header("origin");
  if (origin === undefined) return answer;
  const allowed = allowedOrigin(world, origin);
  if (allowed === undefined) return { ...answer, isForeign: true };
  return { ...answer, headers: { ...answer.headers, ...corsHeaders(allowed) } };
}

/** Null removes a key of the metadata; the spec types its values as text. */
function withoutNullMetadata(body: PageCall["body"]): unknown {
  const { metadata } = body;
  if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata)) return body;
  const kept = Object.entries(metadata).filter(([, value]) => value !== null);
  return { ...body, metadata: Object.fromEntries(kept) };
}
