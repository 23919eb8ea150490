import { createTestEvent, generateTestHeader, signPayload } from "@workos-kit/webhooks/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { askMock } from "./ask-mock.ts";
import { type RunningApp, webhookSecret as secret } from "./start-app.ts";

const newAddress = () => `${crypto.randomUUID()}@acme.test`;

/** Deliveries to an endpoint: the mock's own, over its queue, and such as only an attacker sends. */
export function itReceivesWebhooks(app: () => RunningApp, path: string): void {
  const url = () => app().url + path;
  const send = async (body: string | Uint8Array, headers: Record<string, string>) => {
    const response = await fetch(url(), {
      method: "POST",
      headers,
      body: typeof body === "string" ? body : body.slice(),
    });
    return { status: response.status, body: await response.json() };
  };
  const refusal = (status: number, error: string) => ({ status, body: { error } });

  describe(`webhooks at ${path}`, () => {
    let endpoint = "";
    beforeAll(() => {
      const input = { endpoint_url: url(), secret, events: ["user.created"] };
      endpoint = app().mock.dashboard.webhookEndpoints.create(input).id;
    });
    afterAll(() => askMock(app().mock, "DELETE", `/webhook_endpoints/${endpoint}`));
    beforeEach(() => {
      app().mock.requests.clear();
      app().mock.webhooks.clear();
    });

    it("takes what WorkOS delivers, and does its work", async () => {
      const { mock } = app();
      const email = newAddress();

      const { id } = mock.dashboard.users.create({ email, first_name: "Zoë💡" });
      await mock.webhooks.settled();

      expect(mock.webhooks.deliveries).toMatchObject([{ state: "delivered", attempts: [{ status: 200 }] }]);
      expect(mock.requests.of("updateUser")).toMatchObject([
        { params: { id }, status: 200, body: { external_id: `account_of_${email}` } },
      ]);
    });

    it("is delivered to again after it failed, and works once", async () => {
      const { mock } = app();
      mock.fail("updateUser", 422);

      mock.dashboard.users.create({ email: newAddress() });
      await mock.webhooks.settled();
      const [first] = mock.webhooks.deliveries;
      for (let turn = 0; turn < 2; turn++) await mock.webhooks.resend(first?.id ?? "");

      const attempts = mock.webhooks.deliveries[0]?.attempts.map(({ status }) => status);
      expect(attempts).toEqual([500, 200, 200]);
      expect(mock.requests.of("updateUser", { status: 200 })).toHaveLength(1);
    });

    it("refuses what is forged, stale, unsigned or too long, and tells which", async () => {
      const { payload, headers } = await signPayload(createTestEvent("user.created"), { secret });
      const type = { "content-type": "application/json" };
      const signedWith = async (options: { secret: string; timestamp?: number }) => ({
        ...type,
        "workos-signature": await generateTestHeader(payload, options),
      });
      const long = await signPayload(`{"x":"${"x".repeat(1_100_000)}"}`, { secret });

      expect(await send(payload, await signedWith({ secret: "guess" }))).toEqual(refusal(401, "signature_mismatch"));
      expect(await send(`${payload} `, { ...headers })).toEqual(refusal(401, "signature_mismatch"));
      expect(await send(payload, await signedWith({ secret, timestamp: Date.now() - 600_000 }))).toEqual(
        refusal(401, "timestamp_too_old"),
      );
      expect(await send(payload, type)).toEqual(refusal(400, "missing_header"));
      expect(await send(long.payload, { ...long.headers })).toEqual(refusal(413, "payload_too_large"));
      expect(app().mock.requests.all).toEqual([]);
    });

    it("takes deliveries only", async () => {
      expect((await fetch(url())).status).toBe(405);
    });
  });
}
