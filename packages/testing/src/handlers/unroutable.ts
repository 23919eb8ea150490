import { Problem } from "../problem.ts";

/** 405 that says what a path allows. */
export function wrongMethod(method: string, path: string, allowed: readonly string[]): Problem {
  const message = `${method} is not allowed on ${path}: use ${allowed.join(" or ")}.`;
  return new Problem(405, { message }, { allow: allowed.join(", "), "x-mock-reason": "wrong-method" });
}

/** 501 and not 404, so that a route the mock does not know is never taken for an object that does not exist. */
export function unknownRoute(method: string, path: string, nearest: readonly string[]): Problem {
  const message = `The mock knows no operation ${method} ${path}. Nearest: ${nearest.join(", ")}.`;
  return new Problem(501, { message, nearest }, { "x-mock-reason": "unknown-operation" });
}
