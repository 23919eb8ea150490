import type { WorkOS } from "@workos-inc/node";

/**
 * Every method of the SDK, inherited ones and those its types call private included: of the client, of its modules, and
 * of the objects that modules hand out.
 */
export function methodsOf(workos: WorkOS): string[] {
  const runtime = workos.featureFlags.createRuntimeClient();
  runtime.close();
  const session = workos.userManagement.loadSealedSession({ sessionData: "none", cookiePassword: "none" });
  return [["workos", workos], ...modulesOf(workos), ["session", session], ["flags", runtime]]
    .flatMap(([name, owner]) => methodNames(owner as object).map((method) => `${String(name)}.${method}`))
    .sort();
}

/** The same SDK, noting each method that returned, or whose promise was fulfilled; also when another one called it. */
export function record(workos: WorkOS, succeeded: Set<string>): WorkOS {
  const modules = new Map<unknown, object>();
  for (const [name, module] of modulesOf(workos)) modules.set(module, recorded(name, module, succeeded));
  const own = recorded("workos", workos, succeeded);
  return new Proxy(own as WorkOS, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      return modules.get(value) ?? value;
    },
  });
}

/** What modules hand out to be used further, by the method that makes it. */
const handedOut: Readonly<Record<string, string>> = {
  "userManagement.loadSealedSession": "session",
  "featureFlags.createRuntimeClient": "flags",
};

function recorded<Owner extends object>(name: string, owner: Owner, succeeded: Set<string>): Owner {
  const proxy: Owner = new Proxy(owner, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== "function" || typeof key !== "string") return value;
      return (...args: unknown[]): unknown => {
        const method = `${name}.${key}`;
        // The proxy as `this`, so that what a method calls in turn is seen as well.
        const result: unknown = Reflect.apply(value, proxy, args);
        const note = () => void succeeded.add(method);
        if (result instanceof Promise) result.then(note, () => {});
        else note();
        const further = handedOut[method];
        return further && typeof result === "object" && result ? recorded(further, result, succeeded) : result;
      };
    },
  });
  return proxy;
}

function modulesOf(workos: WorkOS): [string, object][] {
  return Object.entries(workos).filter(
    (entry): entry is [string, object] =>
      typeof entry[1] === "object" && entry[1] !== null && entry[1].constructor !== Object && entry[0] !== "client",
  );
}

function methodNames(owner: object): string[] {
  const names = new Set<string>();
  for (let level = Object.getPrototypeOf(owner); level !== Object.prototype; level = Object.getPrototypeOf(level))
    for (const name of Object.getOwnPropertyNames(level))
      if (name !== "constructor" && typeof Reflect.get(owner, name) === "function") names.add(name);
  return [...names];
}
