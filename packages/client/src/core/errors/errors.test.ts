import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { json } from "../../../test/recorder.ts";
import { ApiError } from "./api-error.ts";
import { ConfigurationError, ConnectionError, KitError, ParseError, TimeoutError } from "./errors.ts";

const place = { method: "GET", route: "/x", requestId: "req_1" };
const errors = [
  new ApiError(place, json({}, 400), {}, 0),
  new ConfigurationError("browser", "No."),
  new ConnectionError(place, new Error("reset")),
  new ParseError(place, json({}), "<html>"),
  new TimeoutError(place, 5),
].map((error) => [error.name, error] as const);

describe("errors", () => {
  it.each(errors)("%s is known by its own class and by the base, and by no other", (name, error) => {
    const known = {
      ApiError: ApiError.isInstance(error),
      ConfigurationError: ConfigurationError.isInstance(error),
      ConnectionError: ConnectionError.isInstance(error),
      ParseError: ParseError.isInstance(error),
      TimeoutError: TimeoutError.isInstance(error),
    };

    expect(KitError.isInstance(error)).toBe(true);
    expect(Object.entries(known).filter(([, isOne]) => isOne)).toEqual([[name, true]]);
  });

  it.each([[new Error("x")], [{ name: "ApiError" }], [null], [undefined], ["ApiError"]])(
    "takes %s for none of its own",
    (value) => {
      expect(KitError.isInstance(value)).toBe(false);
    },
  );

  it.each(errors)("%s says in JSON what it is and what happened", (name, error) => {
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name, message: error.message });
  });

  it.each(errors.filter(([name]) => name !== "ConfigurationError"))(
    "%s names the request, also in its message",
    (_, error) => {
      expect(error).toMatchObject({ requestId: "req_1", message: expect.stringMatching(/^GET \/x .*\[req_1\]$/) });
    },
  );

  it("has no room for a key that the API repeats, wherever in the body", () => {
    const errors = [
      "sk_live_1",
      { field: "key", message: "Not sk_live_2." },
      { property: "a", constraints: { is: "sk_live_3" } },
    ];
    const error = new ApiError(place, json({}, 422), { message: "Bad sk_live_4.", code: "sk_live_5", errors }, 0);

    expect(`${inspect(error, { depth: 9 })} ${JSON.stringify(error)}`).not.toContain("sk_live");
    expect(error.fieldErrors[1]).toEqual({ field: "key", message: "Not sk_…" });
  });
});

describe("the code of a broken connection", () => {
  it.each([
    ["the system's", new TypeError("failed", { cause: { code: "ECONNRESET" } }), "ECONNRESET"],
    ["never a number, as those of a DOMException", new DOMException("gone", "NetworkError"), undefined],
    [
      "found behind it",
      new TypeError("failed", { cause: Object.assign(new Error("x"), { code: 19, cause: { code: "EPIPE" } }) }),
      "EPIPE",
    ],
    ["absent without a cause", undefined, undefined],
  ])("is %s", (_, cause, code) => {
    expect(new ConnectionError(place, cause).code).toBe(code);
  });

  it("is looked for in vain where causes go round in a circle", () => {
    const first = new Error("first");
    const second = new Error("second", { cause: first });
    first.cause = second;

    expect(new ConnectionError(place, first).code).toBeUndefined();
  });
});
