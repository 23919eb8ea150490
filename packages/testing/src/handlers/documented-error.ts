import { errorBodies, operationErrors } from "../generated/errors.ts";
import type { OperationId } from "../generated/operation-types.ts";
import { type Reply, reply } from "./message.ts";

/** A documented error of an operation: by status, and by code where a status has several. */
export interface DocumentedError {
  readonly status: number;
  /** The `code` or `error` of the body. @default the first that is documented */
  readonly code?: string;
}

/**
 * The spec's example of a documented error.
 * @throws TypeError when the operation documents no such error, naming those it does.
 */
export function documentedError(operation: OperationId, wanted: DocumentedError): Reply {
  const errors = (operationErrors[operation] ?? []).map(([status = 0, ...places]) => ({
    status,
    bodies: places.map((place) => errorBodies[place]),
  }));
  const found = errors.find(({ status }) => status === wanted.status);
  const body = found?.bodies.find((each) => wanted.code === undefined || codeOf(each) === wanted.code);
  if (!found || (body === undefined && (wanted.code !== undefined || found.bodies.length > 0))) {
    const known = errors.map(({ status, bodies }) =>
      [status, ...new Set(bodies.map(codeOf).filter(Boolean))].join(" "),
    );
    throw new TypeError(
      `${operation} documents no ${[wanted.status, wanted.code].filter(Boolean).join(" ")}. Documented: ${known.join(", ")}.`,
    );
  }
  return reply(found.status, body, found.status === 429 ? { "retry-after": "1" } : {});
}

/** Every documented error of an operation. */
export function documentedErrors(operation: OperationId): DocumentedError[] {
  return (operationErrors[operation] ?? []).flatMap(([status = 0, ...places]) => {
    const codes = [...new Set(places.map((place) => codeOf(errorBodies[place])))];
    return codes.length === 0 ? [{ status }] : codes.map((code) => ({ status, ...(code !== undefined && { code }) }));
  });
}

function codeOf(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { code, error } = body as { code?: unknown; error?: unknown };
  return typeof code === "string" ? code : typeof error === "string" ? error : undefined;
}
