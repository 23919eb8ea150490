import { WorkOS } from "@workos-inc/node";
import type { VendorMethod } from "./vendor-methods.ts";

/** What a method of the vendor's SDK asks the API. */
export interface VendorRequest {
  /** `PUT /user_management/users/userId`: each argument is its own name. */
  readonly target: string;
  /** Query and body, flat; a field whose value is an argument has that argument's name. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The first request that a method sends when every argument is its own name; undefined when it refuses to send one. */
export async function requestOf(
  { module, name, parameters }: VendorMethod,
  given: Readonly<Record<string, string>> = {},
): Promise<VendorRequest | undefined> {
  const sent: VendorRequest[] = [];
  // The SDK takes any function of fetch's shape.
  const fetchFn = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(input));
    const fields = { ...Object.fromEntries(url.searchParams), ...bodyOf(init) };
    sent.push({ target: `${init.method} ${url.pathname}`, fields });
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

function bodyOf({ body }: RequestInit): object {
  const text = String(body ?? "{}");
  // An argument that is passed on as a whole came out as its name.
  if (text.startsWith('"')) return {};
  const parsed: unknown = text.startsWith("{") ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
  return Object(parsed);
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
