import { describe, expect, it } from "vitest";
import { createTestEvent, generateTestHeader, signPayload } from "../../src/testing.ts";
import { savedUsers } from "./save-user.ts";

/** The secret in the environment of the examples. */
export const secret = "whsec_frameworks";

/** An endpoint that runs. */
export interface Endpoint {
  readonly url: string;
  readonly stop: () => Promise<unknown>;
}

/** What one delivery got back. */
export interface Outcome {
  readonly status: number;
  readonly body: unknown;
}

/** Sends one delivery to an endpoint. */
export type Send = (body: string | Uint8Array, headers: Record<string, string>, method?: string) => Promise<Outcome>;

/** Sends over real HTTP. */
export function sender(url: () => string): Send {
  return async (body, headers, method = "POST") => {
    const content = method === "GET" ? {} : { body: typeof body === "string" ? body : body.slice() };
    const response = await fetch(url(), { method, headers, ...content });
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
  };
}

/** What every framework's endpoint must do, whatever it does to bodies and headers on the way. */
export function itIsAWebhookEndpoint(send: Send, { methodStatus = 405, limitStatus = 413 } = {}): void {
  const signed = (email: string) =>
    signPayload(
      JSON.stringify(createTestEvent("user.created", { id: crypto.randomUUID(), data: { email } }), null, 2),
      { secret },
    );

  describe("as an endpoint", () => {
    it("accepts a genuine delivery, byte for byte, and runs the handler", async () => {
      const { payload, headers } = await signed("zoë💡@example.com");

      expect(await send(payload, headers)).toEqual({ status: 200, body: { received: true } });
      expect(savedUsers.at(-1)).toMatchObject({ email: "zoë💡@example.com" });
    });

    it("handles a repeated delivery once", async () => {
      const { payload, headers } = await signed("once@example.com");
      const before = savedUsers.filter(({ email }) => email === "once@example.com").length;

      expect((await send(payload, headers)).status).toBe(200);
      expect((await send(payload, headers)).status).toBe(200);
      expect(savedUsers.filter(({ email }) => email === "once@example.com")).toHaveLength(before + 1);
    });

    it("refuses a forged delivery", async () => {
      const { payload } = await signed("eve@example.com");
      const headers = {
        "content-type": "application/json",
        "workos-signature": await generateTestHeader(payload, { secret: "guess" }),
      };

      expect(await send(payload, headers)).toEqual({ status: 401, body: { error: "signature_mismatch" } });
      expect(savedUsers.find(({ email }) => email === "eve@example.com")).toBeUndefined();
    });

    it("refuses a delivery without signature", async () => {
      expect(await send("{}", { "content-type": "application/json" })).toEqual({
        status: 400,
        body: { error: "missing_header" },
      });
    });

    it("answers 500 when the handler fails", async () => {
      const { payload, headers } = await signed("fail@example.com");

      expect(await send(payload, headers)).toEqual({ status: 500, body: { error: "handler_failed" } });
    });

    it("accepts a body that is just within the limit", async () => {
      const body = { id: "event_long", event: "user.deleted", data: { text: "x".repeat(1_048_000) } };
      const { payload, headers } = await signPayload(body, { secret });

      expect((await send(payload, headers)).status).toBe(200);
    });

    it("refuses a body beyond the limit", async () => {
      const { payload, headers } = await signPayload(`{"x":"${"x".repeat(1_100_000)}"}`, { secret });

      expect((await send(payload, headers)).status).toBe(limitStatus);
    });

    it("refuses another method", async () => {
      expect((await send("", {}, "GET")).status).toBe(methodStatus);
    });
  });
}
