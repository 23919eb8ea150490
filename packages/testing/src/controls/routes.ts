import type { EventName } from "../generated/events.ts";
import type { OperationId } from "../generated/operation-types.ts";
import type { Fault } from "../handlers/faults.ts";
import { checkOperation } from "../handlers/known-operation.ts";
import { notFound, refusedPlainly } from "../problem.ts";
import { applySeed, type SeedData } from "../seed.ts";
import { checkExport } from "../world/check-export.ts";
import type { Duration } from "../world/clock.ts";
import type { Snapshot } from "../world/store.ts";
import { checkInput } from "./check-input.ts";
import type { Control } from "./controls.ts";
import { inspect } from "./inspector.ts";
import { describeControls } from "./openapi.ts";

const snapshots = new WeakMap<object, Map<string, Snapshot>>();

/** The mock's HTTP controls by method and path. Bodies come from tests, which are trusted to send what is documented. */
export const controlRoutes: Readonly<Record<string, Control>> = {
  "GET /_mock": ({ mock, environment, query }) => {
    const all = [...mock.all];
    const name = query.get("environment");
    const wanted = name === null ? environment : all.find(({ world }) => world.name === name);
    if (!wanted) throw notFound("Environment", String(name));
    const names = all.map(({ world }) => world.name);
    return inspect(wanted, names);
  },
  "GET /_mock/ready": ({ environment }) => ({ ready: true, environment: environment.world.name }),
  "GET /_mock/openapi.json": ({ environment }) => describeControls(environment),
  "GET /_mock/environments": ({ mock }) =>
    [...mock.all].map(({ apiKey, clientId, world }) => ({ name: world.name, apiKey, clientId })),
  "DELETE /_mock/environments/{name}": ({ mock, path }) => ({ removed: mock.removeEnvironment(String(path.name)) }),
  "POST /_mock/reset": ({ environment }) => environment.reset(),
  "POST /_mock/start": ({ environment }) => environment.markAsStart(),
  "POST /_mock/seed": ({ environment, body }) => applySeed(environment, body as SeedData),
  "POST /_mock/snapshots": ({ environment }) => {
    const taken = snapshots.get(environment) ?? new Map<string, Snapshot>();
    snapshots.set(environment, taken);
    const id = `snapshot_${taken.size + 1}`;
    taken.set(id, environment.snapshot());
    return { id };
  },
  "POST /_mock/snapshots/{id}/restore": ({ environment, path }) => {
    const snapshot = snapshots.get(environment)?.get(String(path.id));
    if (!snapshot) throw notFound("Snapshot", String(path.id));
    environment.restore(snapshot);
  },
  "GET /_mock/state": ({ environment }) => environment.export(),
  "PUT /_mock/state": ({ environment, body }) => environment.import(checkExport(body)),
  "GET /_mock/requests": ({ environment, query }) => {
    const operation = query.get("operation");
    if (operation === null) return environment.requests.all;
    checkOperation(operation);
    return environment.requests.of(operation);
  },
  "DELETE /_mock/requests": ({ environment }) => environment.requests.clear(),
  "GET /_mock/outbox": ({ environment, query }) => {
    const to = query.get("to");
    return to === null ? environment.outbox.all : environment.outbox.to(to);
  },
  "GET /_mock/clock": ({ environment }) => ({ now: environment.clock.iso() }),
  "POST /_mock/clock": async ({ environment, body }) => {
    if (typeof body.set === "string") environment.clock.set(body.set);
    if (body.advance !== undefined) await environment.clock.advance(body.advance as Duration);
    return { now: environment.clock.iso() };
  },
  "POST /_mock/overrides": ({ environment, body }) => {
    const { operation, ...answer } = body as { operation: OperationId; times?: number };
    environment.override(operation, answer);
  },
  "POST /_mock/failures": ({ environment, body }) => {
    const { operation, status, ...options } = body as { operation: OperationId; status: number; code?: string };
    environment.fail(operation, status, options);
  },
  "DELETE /_mock/overrides": ({ environment }) => environment.overrides.clear(),
  "POST /_mock/faults": ({ environment, body }) => void environment.faults.add(body as unknown as Fault),
  "POST /_mock/rate-limit": ({ environment, body }) =>
    environment.faults.rateLimit(body as { limit: number; perMs: number }),
  "DELETE /_mock/faults": ({ environment }) => environment.faults.clear(),
  "GET /_mock/deliveries": ({ environment }) => environment.webhooks.deliveries,
  "POST /_mock/deliveries/settle": async ({ environment }) => {
    await environment.webhooks.settled();
    return environment.webhooks.deliveries;
  },
  "POST /_mock/deliveries/{id}/resend": ({ environment, path }) => environment.webhooks.resend(String(path.id)),
  "POST /_mock/events": ({ environment, body }) => environment.emit(body.event as EventName, body.data as never),
  "POST /_mock/trigger": ({ environment, body }) =>
    environment.trigger(body.event as EventName, (body.data ?? {}) as never),
  "POST /_mock/{resource}/{function}": ({ environment, path, body }) => {
    const dashboard = environment.dashboard as unknown as Record<string, Record<string, (input: unknown) => unknown>>;
    const { resource = "", function: name = "" } = path;
    const functions = Object.hasOwn(dashboard, resource) ? dashboard[resource] : undefined;
    const call = functions && Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!call) {
      const known = functions
        ? `Functions of ${resource}: ${Object.keys(functions)}`
        : `Resources: ${Object.keys(dashboard)}`;
      throw refusedPlainly(404, `There is no dashboard function ${resource}.${name}. ${known.replaceAll(",", ", ")}.`);
    }
    checkInput(`${resource}/${name}`, body, "body");
    return call(body) ?? {};
  },
};
