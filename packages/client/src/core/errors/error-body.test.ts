import { describe, expect, it } from "vitest";
import { type ErrorFacts, readErrorBody } from "./error-body.ts";

describe("readErrorBody", () => {
  const cases: [string, unknown, ErrorFacts][] = [
    ["a message", { message: "Unauthorized" }, facts(undefined, "Unauthorized")],
    [
      "code and message",
      { code: "domain_already_exists", message: "Taken." },
      facts("domain_already_exists", "Taken."),
    ],
    ["an error code alone", { error: "not_found" }, facts("not_found", "not_found")],
    ["an error phrase alone", { error: "Unauthorized" }, facts(undefined, "Unauthorized")],
    [
      "OAuth",
      { error: "invalid_grant", error_description: "The code has expired." },
      facts("invalid_grant", "The code has expired."),
    ],
    [
      "errors by field and code",
      { message: "Validation failed", errors: [{ field: "name", code: "required" }] },
      facts(undefined, "Validation failed", [{ field: "name", code: "required" }]),
    ],
    [
      "errors by code and message",
      { code: "password_strength_error", message: "Weak.", errors: [{ code: "too_short", message: "Too short." }] },
      facts("password_strength_error", "Weak.", [{ code: "too_short", message: "Too short." }]),
    ],
    [
      "errors by JSON pointer",
      {
        code: "invalid_audit_log",
        message: "Invalid.",
        errors: [{ instancePath: "/actor/id", keyword: "type", message: "must be string" }],
      },
      facts("invalid_audit_log", "Invalid.", [{ field: "actor.id", message: "must be string" }]),
    ],
    [
      "errors by property and constraints",
      { message: "Bad.", errors: [{ property: "origin", constraints: { isUrl: "origin must be a URL" } }] },
      facts(undefined, "Bad.", [{ field: "origin", code: "isUrl", message: "origin must be a URL" }]),
    ],
    [
      "errors by field, code and message",
      { code: "invalid", message: "Bad.", errors: [{ field: "email", code: "taken", message: "In use." }] },
      facts("invalid", "Bad.", [{ field: "email", code: "taken", message: "In use." }]),
    ],
    [
      "every constraint of a property",
      { errors: [{ property: "origin", constraints: { isUrl: "Must be a URL.", isNotEmpty: "Must be set." } }] },
      facts(undefined, "Must be a URL.", [
        { field: "origin", code: "isUrl", message: "Must be a URL." },
        { field: "origin", code: "isNotEmpty", message: "Must be set." },
      ]),
    ],
    [
      "a list of messages",
      { error: "Bad Request", message: ["range_start is bad", "range_end is bad"] },
      facts(undefined, "Bad Request", [{ message: "range_start is bad" }, { message: "range_end is bad" }]),
    ],
    [
      "a list of strings",
      { message: "Bad.", errors: ["a is bad"], statusCode: 400 },
      facts(undefined, "Bad.", [{ message: "a is bad" }]),
    ],
    ["a bare string", "Ratelimited", facts(undefined, "Ratelimited")],
    ["no body", undefined, facts(undefined, undefined)],
    ["null", null, facts(undefined, undefined)],
    ["errors without a message", { errors: [null, "x"] }, facts(undefined, "x", [{}, { message: "x" }])],
  ];

  it.each(cases)("reads %s", (_, body, expected) => {
    expect(readErrorBody(body)).toEqual(expected);
  });
});

function facts(code: string | undefined, text: string | undefined, fieldErrors: ErrorFacts["fieldErrors"] = []) {
  return { code, text, fieldErrors };
}

it("reads a list of complaints of any length", () => {
  const errors = Array.from({ length: 300_000 }, () => "Too many.");

  expect(readErrorBody({ errors })).toMatchObject({ text: "Too many.", fieldErrors: { length: 300_000 } });
});
