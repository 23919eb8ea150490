import type { WorkOS } from "@workos-inc/node";

/** Every public method of the SDK, as `module.method`; constructors and private ones left out. */
export function methodsOf(workos: WorkOS): string[] {
  return modulesOf(workos).flatMap(([name, module]) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(module))
      .filter((method) => method !== "constructor" && typeof Reflect.get(module, method) === "function")
      .map((method) => `${name}.${method}`),
  );
}

/** The same SDK, noting each method that returned, or whose promise was fulfilled. */
export function record(workos: WorkOS, succeeded: Set<string>): WorkOS {
  const modules = new Map<unknown, object>();
  for (const [name, module] of modulesOf(workos)) modules.set(module, recordModule(name, module, succeeded));
  return new Proxy(workos, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      return modules.get(value) ?? value;
    },
  });
}

function modulesOf(workos: WorkOS): [string, object][] {
  return Object.entries(workos).filter(
    (entry): entry is [string, object] =>
      typeof entry[1] === "object" && entry[1] !== null && entry[1].constructor !== Object && entry[0] !== "client",
  );
}

function recordModule(name: string, module: object, succeeded: Set<string>): object {
  return new Proxy(module, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== "function" || typeof key !== "string") return value;
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(value, target, args);
        const note = () => void succeeded.add(`${name}.${key}`);
        if (result instanceof Promise) result.then(note, () => {});
        else note();
        return result;
      };
    },
  });
}
