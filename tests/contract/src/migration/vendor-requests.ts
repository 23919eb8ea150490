import { WorkOS } from "@workos-inc/node";
import type { VendorMethod } from "./vendor-methods.ts";

/**
 * The first request that a method of the vendor's SDK sends when every argument is its own name, such as
 * `PUT /user_management/users/userId`; undefined when it refuses to send one.
 */
export async function requestOf(
  { module, name, parameters }: VendorMethod,
  given: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const sent: string[] = [];
  // The SDK takes any function of fetch's shape.
  const fetchFn = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    sent.push(`${init?.method} ${new URL(String(url)).pathname}`);
    return Response.json({});
  };
  const workos = new WorkOS("sk_test", { clientId: "client_1", fetchFn, maxRetries: 0 });
  const holder: unknown = Reflect.get(workos, module);
  const call: unknown = Object(holder)[name];
  if (typeof call !== "function") throw new Error(`${module} has no ${name} at run time.`);
  try {
    const args = parameters.map((each) => anything(each.name, given));
    await Reflect.apply(call, holder, args);
  } catch {
    // What it makes of the empty answer does not matter here.
  }
  return sent[0];
}

/** Is a text, an object whose every field is its own name, an empty list, a function and a date at once. */
function anything(name: string, given: Readonly<Record<string, string>> = {}): unknown {
  const text = () => name;
  return new Proxy(() => {}, {
    get(_target, key) {
      if (typeof key === "string" && key in given) return given[key];
      if (key === Symbol.toPrimitive || key === "toString" || key === "toJSON" || key === "toISOString") return text;
      if (key === Symbol.iterator) return [][Symbol.iterator];
      if (key === "map" || key === "filter") return () => [];
      return key === "then" || key === "forEach" || key === "entries" ? undefined : anything(String(key));
    },
    apply: () => anything(name),
    ownKeys: () => [],
    getOwnPropertyDescriptor: () => undefined,
  });
}
