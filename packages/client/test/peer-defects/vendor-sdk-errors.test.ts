import { describe, expect, it } from "vitest";
import { ConnectionError, isApiError, ParseError, TimeoutError } from "../../src/index.ts";
import { getOrganization } from "../../src/operations.ts";
import { failureOf, setUp } from "../probe.ts";
import { json, refused } from "../recorder.ts";

describe("errors, where the vendor's SDK", () => {
  it("throws away message and code of a 401: both are kept", async () => {
    expect(await failureOf(json({ code: "unauthorized", message: "Bad key." }, 401))).toMatchObject({
      status: 401,
      code: "unauthorized",
      message: "GET /organizations/{id} failed with 401 unauthorized: Bad key. [req_1]",
    });
  });

  it("hides the errors of a 422: they are there", async () => {
    const body = { message: "Invalid.", errors: [{ field: "name", code: "required" }] };

    expect(await failureOf(json(body, 422))).toMatchObject({
      body,
      fieldErrors: [{ field: "name", code: "required" }],
    });
  });

  it("renders errors that are strings as undefined: they are read", async () => {
    const failure = await failureOf(json({ message: "Invalid.", errors: ["name must be set"] }, 422));

    expect(failure).toMatchObject({ fieldErrors: [{ message: "name must be set" }] });
    expect(String(failure)).not.toContain("undefined");
  });

  it("breaks on a 400 with the body null: it is an error like others", async () => {
    expect(await failureOf(json(null, 400))).toMatchObject({ name: "ApiError", status: 400, body: null });
  });

  it("makes a plain Error of an HTML 500: status and request id are kept", async () => {
    const reply = new Response("<html>Oops</html>", { status: 500, headers: { "x-request-id": "req_7" } });

    expect(await failureOf(reply)).toMatchObject({ name: "ApiError", status: 500, requestId: "req_7" });
  });

  it("breaks on an HTML 200: it is unreadable, and says so", async () => {
    const failure = await failureOf(new Response("<html></html>", { headers: { "x-request-id": "req_8" } }));

    expect(ParseError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ status: 200, requestId: "req_8", bodyStart: "<html></html>" });
  });

  it("makes NaN of a Retry-After that is a date: it is read", async () => {
    const reply = json({ message: "Slow down." }, 429, { "retry-after": "Thu, 01 Jan 1970 00:17:40 GMT" });

    expect(await failureOf(reply, { retries: 0 })).toMatchObject({ retryAfterSeconds: 60 });
  });

  it("calls a time-out an OAuth error, after four attempts: it has its own name, and as many attempts as allowed", async () => {
    let attempts = 0;
    const fetch = () => {
      attempts++;
      return new Promise<Response>(() => {});
    };

    const failure = await failureOf(json({}), { fetch, timeoutMs: 5, retries: 1 });

    expect([TimeoutError.isInstance(failure), attempts]).toEqual([true, 2]);
  });

  it("makes a plain Error of a network failure: it has its own name, and the system's code", async () => {
    const failure = await failureOf(refused(), { retries: 0 });

    expect(ConnectionError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ code: "ECONNREFUSED", cause: expect.any(Error) });
  });

  it("gives no headers: every failure and every success has them", async () => {
    const { client } = setUp({}, json({ id: "org_1" }, 200, { "x-extra": "1" }));

    const { response, requestId } = await getOrganization(client, { id: "org_1" }).withResponse();
    const failure = await failureOf(json({}, 404, { "x-extra": "2" }));

    expect([response.headers.get("x-extra"), requestId]).toEqual(["1", "req_1"]);
    expect(isApiError(failure) && failure.headers.get("x-extra")).toBe("2");
  });
});
