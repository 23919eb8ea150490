import type { PublicCore } from "./core.ts";

/** The functions of a resource with the client filled in; `Methods` is printed from the same operations. */
export function bindAll<Methods>(client: PublicCore, functions: object): Methods {
  const bound = Object.entries(functions).map(([name, operation]) => [name, operation.bind(undefined, client)]);
  return Object.fromEntries(bound);
}
