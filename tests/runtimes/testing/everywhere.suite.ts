import { createMock } from "@workos-kit/testing";
import { organization, signed, userCreatedEvent } from "@workos-kit/testing/fixtures";
import { constructEvent } from "@workos-kit/webhooks";
import { equal, type Suite } from "../suite.ts";

function stage(options: Parameters<typeof createMock>[0] = { seed: 1 }) {
  const mock = createMock(options);
  const call = async (method: string, path: string, body?: unknown, key = mock.apiKey) => {
    const response = await mock.fetch(`https://api.workos.com${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  return { mock, call };
}

export const suite: Suite = {
  "keeps what was created, and forgets it at reset": async () => {
    const { mock, call } = stage();
    const { body } = await call("POST", "/organizations", { name: "Zoë 💡" });
    equal((await call("GET", `/organizations/${body.id}`)).body, body);
    mock.reset();
    equal((await call("GET", `/organizations/${body.id}`)).status, 404);
  },
  "makes the same ids and times from the same seed": async () => {
    const run = async () => (await stage({ seed: 42 }).call("POST", "/organizations", { name: "Acme" })).body;
    equal(await run(), await run());
  },
  "checks input against the spec": async () => {
    const { call } = stage();
    const { status, body } = await call("POST", "/organizations", { name: 7 });
    equal([status, typeof body.message], [422, "string"]);
    equal((await call("GET", "/organisations")).status, 501);
  },
  "gives each key a world of its own": async () => {
    const { call } = stage();
    await call("POST", "/organizations", { name: "Acme" });
    equal((await call("GET", "/organizations", undefined, "sk_test_other")).body.data, []);
    equal((await call("GET", "/organizations")).body.data.length, 1);
  },
  "signs webhooks that verify, and tries again by its own clock": async () => {
    const seen: string[] = [];
    const mock = createMock({
      seed: 1,
      webhooks: {
        send: async (request) => {
          seen.push(request.headers.get("workos-signature") ?? "");
          return new Response(null, { status: seen.length === 1 ? 500 : 200 });
        },
      },
    });
    mock.dashboard.webhookEndpoints.create({
      endpoint_url: "https://app.test/hooks",
      secret: "whsec_1",
      events: ["organization.created"],
    });
    mock.dashboard.organizations.create({ name: "Acme" });
    await mock.webhooks.settled();
    await mock.clock.advance({ hours: 2 });
    await mock.webhooks.settled();
    equal(seen.length, 2);
    equal(seen[0] === seen[1], false);
  },
  "makes fixtures that verify": async () => {
    const { body, signature } = await signed(userCreatedEvent({ email: "ada@acme.test" }), { secret: "whsec_1" });
    const event = await constructEvent({ payload: body, sigHeader: signature, secret: "whsec_1" });
    equal([event.event, organization({ name: "Acme" }).name], ["user.created", "Acme"]);
  },
  "goes back to a snapshot": async () => {
    const { mock, call } = stage();
    const before = mock.snapshot();
    await call("POST", "/organizations", { name: "Acme" });
    mock.restore(before);
    equal((await call("GET", "/organizations")).body.data, []);
  },
};
