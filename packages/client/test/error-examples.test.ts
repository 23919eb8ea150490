import { codesIn, type Operation, operationsOf, readBundle } from "@workos-kit/codegen";
import { describe, expect, it } from "vitest";
import { ApiError } from "../src/core/errors/api-error.ts";
import { isApiError } from "../src/core/errors/is-api-error.ts";
import type { ErrorBodies } from "../src/generated/error-bodies.ts";
import { json } from "./recorder.ts";

const bundle = await readBundle(new URL("../../../openapi/dist/openapi.json", import.meta.url));
const examples = operationsOf(bundle).flatMap((operation) =>
  operation.answers
    .filter(({ status }) => status >= 400)
    .flatMap(({ status, examples, schema }) =>
      Object.entries(examples).map(([name, { value }]) => ({ operation, status, name, body: value, schema })),
    ),
);

describe("every error that the spec shows", () => {
  it.each(["code", "error"])("keeps its own code, where it has one in %s", (field) => {
    const wrong = examples.filter(({ body }) => {
      const value: unknown = Object(body)[field];
      const isCode = typeof value === "string" && (field === "code" || /^[a-z]\w*$/.test(value));
      return isCode && Object(body).code === (field === "code" ? value : undefined) && codeOf(body) !== value;
    });

    expect(wrong.map(describeExample)).toEqual([]);
  });

  it("is recognised by each code that narrows", () => {
    const codes = new Set(examples.flatMap(({ schema }) => (schema === undefined ? [] : codesIn(bundle, schema))));
    const shown = new Set(examples.map(({ body }) => codeOf(body)));

    expect(
      [...codes].filter((code) => !isApiError(errorOf({ code, message: "x" }), code as keyof ErrorBodies)),
    ).toEqual([]);
    expect([...codes].filter((code) => !shown.has(code)).sort()).toEqual([]);
  });

  it("says in its message what the API says", () => {
    const silent = examples.filter(({ body }) => {
      const { message, error_description, error } = Object(body);
      const said = [message, error_description, error].find((text) => typeof text === "string");
      return said !== undefined && !errorOf(body).message.includes(said.replace(/\.$/, ""));
    });

    expect(silent.map(describeExample)).toEqual([]);
  });

  it("lists its complaints by field, and loses none", () => {
    const lossy = examples.filter(({ body }) => {
      const { errors, message } = Object(body);
      const complaints = [errors, message].filter(Array.isArray).flat();
      const { fieldErrors } = errorOf(body);
      return fieldErrors.length !== complaints.length || fieldErrors.some((each) => Object.keys(each).length === 0);
    });

    expect(lossy.map(describeExample)).toEqual([]);
  });

  it("is one of these shapes", () => {
    const shapes = new Map<string, number>();
    for (const { body } of examples) shapes.set(shapeOf(body), (shapes.get(shapeOf(body)) ?? 0) + 1);

    console.log(`${examples.length} error examples:`, Object.fromEntries([...shapes].sort(([, a], [, b]) => b - a)));

    expect(examples.length).toBeGreaterThan(500);
    // A shape that is new here needs its row in error-body.test.ts.
    expect([...shapes.keys()].sort()).toEqual([
      '"string"',
      "{code, message, errors: [code+message+field]}",
      "{code, message, errors: [code+message]}",
      "{code, message, errors: [instancePath]}",
      "{code, message, statusCode}",
      "{code, message}",
      "{error, error_description}",
      "{error, message: [text]}",
      "{error, message}",
      "{error}",
      "{message, errors: [code+field]}",
      "{message, errors: [property+constraints]}",
      "{message}",
    ]);
  });
});

interface ErrorExample {
  operation: Operation;
  status: number;
  name: string;
}

function describeExample({ operation, status, name }: ErrorExample): string {
  return `${operation.id} ${status} ${name}`;
}

function errorOf(body: unknown): ApiError {
  return new ApiError({ method: "GET", route: "/x" }, json(body, 400), body, 0);
}

function codeOf(body: unknown): string | undefined {
  return errorOf(body).code;
}

/** The names that tell the shapes apart; what an error carries besides is its own. */
function shapeOf(body: unknown): string {
  if (typeof body !== "object" || body === null) return JSON.stringify(typeof body);
  const known = ["code", "error", "error_description", "message", "errors", "statusCode"];
  const parts = known
    .filter((key) => key in body)
    .map((key) => {
      const value: unknown = Object(body)[key];
      if (!Array.isArray(value)) return key;
      const [first] = value;
      return `${key}: [${typeof first === "string" ? "text" : Object.keys(Object(first)).join("+")}]`;
    });
  return `{${parts.join(", ")}}`;
}
