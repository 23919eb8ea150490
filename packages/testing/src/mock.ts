import type { Resource } from "./behaviours/behaviour.ts";
import { resources, timerHandlers } from "./behaviours/index.ts";
import { restrictedPrefix, secretKeys } from "./behaviours/secret-keys/table.ts";
import { checkEnvironmentName, checkOptions } from "./check-options.ts";
import { answerControl } from "./controls/controls.ts";
import { preflight } from "./doors/cors.ts";
import { answerFetch, incomingOf } from "./doors/fetch.ts";
import { Environment } from "./environment.ts";
import { Dispatcher } from "./handlers/dispatch.ts";
import type { Environments } from "./handlers/find-environment.ts";
import type { Answer, Incoming } from "./handlers/message.ts";
import { applySeed, type SeedData } from "./seed.ts";
import type { DeliveryOptions } from "./webhooks/deliveries.ts";
import { Clock } from "./world/clock.ts";
import { World } from "./world/world.ts";

/** How a mock is made. Everything has a default. */
export interface MockOptions {
  /** Fixes ids and tokens. The clock then stands still too, at `start`. @default chance, and real time */
  readonly seed?: number | string | undefined;
  /** Where the clock stands. @default real time; with a seed 2026-01-01T00:00:00Z */
  readonly start?: number | string | Date | undefined;
  /** What exists from the beginning, by resource. */
  readonly data?: SeedData | undefined;
  /** Refuses fields and parameters the spec does not know. @default false, as the API */
  readonly strict?: boolean | undefined;
  /** Key of the default environment. @default "sk_test_default" */
  readonly apiKey?: string | undefined;
  /** Client id of the default environment. @default "client_default" */
  readonly clientId?: string | undefined;
  /** Lets signatures, access tokens and authenticator codes go by the mock's clock too. @default false */
  readonly virtualTimeForVerifiers?: boolean | undefined;
  /** Retries, time-out and transport of webhooks. */
  readonly webhooks?: DeliveryOptions | undefined;
  /** Refuses requests beyond the documented rate limits, counted on the mock's clock. @default false */
  readonly rateLimits?: boolean | undefined;
  /** How many requests the journal keeps. @default 5_000 */
  readonly journalLimit?: number | undefined;
}

/** A function like `fetch` that the mock answers. */
export type MockFetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>;

/** A mock of the whole API: its default environment, and one more for every other key that is used. */
export class Mock extends Environment implements Environments {
  /** Answers like the API; give it to a client as its `fetch`. */
  readonly fetch: MockFetch;
  readonly #options: MockOptions;
  readonly #environments = new Map<string, Environment>();
  readonly #dispatcher: Dispatcher;
  /** Told of each environment that is made after the default one. */
  onEnvironment: ((environment: Environment) => void) | undefined;
  /** Told of each environment that was removed. */
  onRemoval: ((environment: Environment) => void) | undefined;

  constructor(options: MockOptions) {
    checkOptions(options);
    super(environmentOptions(options, "default", options));
    this.#options = options;
    this.#environments.set("default", this);
    this.#dispatcher = new Dispatcher(Object.values(resources) as Resource[], { isStrict: options.strict ?? false });
    this.fetch = async (input, init) => answerFetch(incomingOf(input, init), (incoming) => this.handle(incoming));
    if (options.data !== undefined) applySeed(this, options.data);
    this.markAsStart();
  }

  get default(): Environment {
    return this;
  }

  get all(): Iterable<Environment> {
    return this.#environments.values();
  }

  /**
   * The environment of that name, made if need be: the one that `sk_test_<name>` selects.
   *
   * @throws TypeError for a name that no key could select.
   */
  environment(name: string): Environment {
    const known = this.#environments.get(name);
    if (known) return known;
    checkEnvironmentName(name);
    const made = new Environment(environmentOptions(this.#options, name));
    this.#environments.set(name, made);
    this.onEnvironment?.(made);
    return made;
  }

  /** Forgets an environment; its next use begins empty. */
  removeEnvironment(name: string): boolean {
    const environment = this.#environments.get(name);
    if (!environment || environment === this) return false;
    this.#environments.delete(name);
    this.onRemoval?.(environment);
    return true;
  }

  forKey(apiKey: string): Environment | undefined {
    if (apiKey === this.apiKey) return this;
    if (!apiKey.startsWith(restrictedPrefix)) return this.#named(/^sk_test_([\w-]{1,100})$/.exec(apiKey));
    for (const environment of this.#environments.values())
      if (environment.world.findBy(secretKeys, "value", apiKey)) return environment;
    return undefined;
  }

  forClient(clientId: string): Environment | undefined {
    if (clientId === this.clientId) return this;
    // Applications have client ids too, which end in a ULID and name no environment.
    if (/^client_[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(clientId)) return undefined;
    return this.#named(/^client_([\w-]{1,100})$/.exec(clientId));
  }

  /** Answers a request that came through any door. */
  handle(incoming: Incoming): Promise<Answer> {
    // Browsers ask for it by themselves: it must not surprise a test.
    if (incoming.url.pathname === "/favicon.ico") return Promise.resolve({ status: 204, headers: {}, body: undefined });
    if (incoming.method === "OPTIONS") return Promise.resolve(preflight(this.all, incoming));
    if (/^\/_mock(?:\/|$)/.test(incoming.url.pathname)) return answerControl(incoming, this);
    return this.#dispatcher.handle(incoming, this);
  }

  /** Names that begin with `invalid` are never known, so that a refusal can be tested without an option. */
  #named(match: RegExpExecArray | null): Environment | undefined {
    const name = match?.[1];
    return name === undefined || name.startsWith("invalid") ? undefined : this.environment(name);
  }
}

/**
 * Makes a mock of the WorkOS API. Nothing global changes; two mocks share nothing.
 *
 * @throws TypeError for options or seed data that are not known or do not fit.
 */
export function createMock(options: MockOptions = {}): Mock {
  return new Mock(options);
}

function environmentOptions(options: MockOptions, name: string, keys: Pick<MockOptions, "apiKey" | "clientId"> = {}) {
  const start = options.start ?? (options.seed === undefined ? undefined : "2026-01-01T00:00:00.000Z");
  const clock = new Clock({
    ...(start !== undefined && { start }),
    virtualForVerifiers: options.virtualTimeForVerifiers ?? false,
  });
  const tables = Object.values(resources as Record<string, Resource>).flatMap((resource) => resource.tables ?? []);
  const world = new World({ name, seed: options.seed, clock, tables, timers: timerHandlers, ...keys });
  return {
    world,
    seed: options.seed === undefined ? undefined : `${options.seed}/${name}`,
    hasRateLimits: options.rateLimits ?? false,
    journalLimit: options.journalLimit ?? 5_000,
    deliveries: options.webhooks ?? {},
  };
}
