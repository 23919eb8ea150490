import { constructEvent } from "@workos-kit/webhooks";
import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";
import { createMock, type MockOptions } from "../../mock.ts";

const endpoint = { endpoint_url: "https://app.test/hooks", events: ["organization.created", "dsync.user.created"] };

/** A receiver that answers with the statuses given, then with 200. */
function receiver(...statuses: number[]) {
  const received: { body: string; signature: string }[] = [];
  const send = async (request: Request) => {
    received.push({ body: await request.text(), signature: String(request.headers.get("workos-signature")) });
    return new Response("ok", { status: statuses.shift() ?? 200 });
  };
  return { received, options: { webhooks: { send } } satisfies MockOptions };
}

describe("an endpoint of the dashboard that nothing could be sent to", () => {
  it.each([
    [{ endpoint_url: "nope" }, "http or https"],
    [{ endpoint_url: "ftp://app.test/hooks" }, "http or https"],
    [{ endpoint_url: "http://app:3000/hooks", secret: "" }, "cannot be empty"],
  ])("is refused: %j", (input, reason) => {
    const mock = createMock();

    expect(() => mock.dashboard.webhookEndpoints.create(input)).toThrow(reason);
  });
});

describe("webhook endpoints", () => {
  it("are created, changed, listed and deleted", async () => {
    const { api } = checkedMock();
    const { status, body } = await api("POST /webhook_endpoints", endpoint);

    expect(status).toBe(201);
    expect(body).toMatchObject({ ...endpoint, status: "enabled", secret: expect.stringMatching(/^whsec_/) });
    expect((await api(`PATCH /webhook_endpoints/${body.id}`, { status: "disabled" })).body.status).toBe("disabled");
    expect((await api("GET /webhook_endpoints")).body.data).toHaveLength(1);
    expect((await api(`DELETE /webhook_endpoints/${body.id}`)).status).toBe(204);
    expect((await api(`DELETE /webhook_endpoints/${body.id}`)).body.code).toBe("entity_not_found");
  });

  it.each([
    ["a URL that is taken", endpoint, 409, "duplicate_endpoint"],
    ["a URL without TLS", { ...endpoint, endpoint_url: "http://app.test" }, 422, "invalid_url"],
    ["an unknown event", { endpoint_url: "https://b.test", events: ["nope"] }, 422, "invalid_request_parameters"],
    ["nothing", {}, 422, "invalid_request_parameters"],
  ])("refuse %s", async (_, body, status, code) => {
    const { api } = checkedMock();
    await api("POST /webhook_endpoints", endpoint);

    const refused = await api("POST /webhook_endpoints", body);

    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  it("receive the events they asked for, signed", async () => {
    const { received, options } = receiver();
    const { mock, api } = checkedMock(options);
    const { secret } = (await api("POST /webhook_endpoints", endpoint)).body;
    await api("POST /organizations", { name: "Acme", domains: ["acme.test"] });

    await mock.webhooks.settled();

    expect(received).toHaveLength(1);
    const [{ body, signature } = { body: "", signature: "" }] = received;
    const event = await constructEvent({ payload: body, sigHeader: signature, secret });
    const [logged] = (await api("GET /events?events=organization.created")).body.data;
    expect(event).toEqual(logged);
    expect(mock.webhooks.deliveries).toMatchObject([{ state: "delivered", attempts: [{ status: 200, answer: "ok" }] }]);
  });

  it("receive nothing while disabled", async () => {
    const { received, options } = receiver();
    const { mock, api } = checkedMock(options);
    const { id } = (await api("POST /webhook_endpoints", endpoint)).body;
    await api(`PATCH /webhook_endpoints/${id}`, { status: "disabled" });

    await api("POST /organizations", { name: "Acme" });
    await mock.webhooks.settled();

    expect(received).toEqual([]);
  });

  it.each([
    ["disabled", "PATCH", { status: "disabled" }],
    ["deleted", "DELETE", undefined],
  ])("are not tried again once they are %s", async (_, method, body) => {
    const { received, options } = receiver(500);
    const { mock, api } = checkedMock(options);
    const { id } = (await api("POST /webhook_endpoints", endpoint)).body;
    await api("POST /organizations", { name: "Acme" });
    await mock.webhooks.settled();

    await api(`${method} /webhook_endpoints/${id}`, body);
    await mock.clock.advance({ days: 3 });

    expect(received).toHaveLength(1);
    expect(mock.webhooks.deliveries).toMatchObject([{ state: "failed", next_attempt_at: null }]);
  });

  it("are tried again six times over three days, each time with a fresh signature", async () => {
    const { received, options } = receiver(500, 500, 500, 500, 500, 500, 500);
    const { mock, api } = checkedMock({ ...options, virtualTimeForVerifiers: true });
    await api("POST /webhook_endpoints", endpoint);
    await api("POST /organizations", { name: "Acme" });
    await mock.webhooks.settled();
    expect(received).toHaveLength(1);

    await mock.clock.advance({ days: 3, minutes: 1 });

    expect(received).toHaveLength(7);
    expect(new Set(received.map(({ signature }) => signature)).size).toBe(7);
    expect(mock.webhooks.deliveries).toMatchObject([{ state: "failed", next_attempt_at: null }]);
  });

  it("stop being tried once they answer, and can be sent to again by hand", async () => {
    const { received, options } = receiver(503);
    const { mock, api } = checkedMock(options);
    await api("POST /webhook_endpoints", endpoint);
    await api("POST /organizations", { name: "Acme" });
    await mock.webhooks.settled();

    await mock.clock.advance({ days: 3 });
    const [delivery] = mock.webhooks.deliveries;
    await mock.webhooks.resend(String(delivery?.id));

    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ body }) => JSON.parse(body).id)).size).toBe(1);
  });

  it("may receive twice and in any order, as the API allows", async () => {
    const { received, options } = receiver();
    const { mock, api } = checkedMock({ webhooks: { ...options.webhooks, duplicates: 1, isShuffled: true } });
    mock.dashboard.webhookEndpoints.create({ endpoint_url: "https://app.test/hooks" });
    await api("POST /organizations", { name: "Acme", domains: ["a.test", "b.test", "c.test"] });

    await mock.webhooks.settled();

    const ids = received.map(({ body }) => JSON.parse(body).id);
    expect(ids).toHaveLength(14);
    expect(new Set(ids).size).toBe(7);
    expect(ids).not.toEqual([...ids].sort());
  });

  it("keep working after a reset", async () => {
    const { received, options } = receiver();
    const { mock, api } = checkedMock(options);
    mock.reset();
    await api("POST /webhook_endpoints", endpoint);

    await api("POST /organizations", { name: "Acme" });
    await mock.webhooks.settled();

    expect(received).toHaveLength(1);
  });
});
