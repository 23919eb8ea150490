import { WorkOS } from "@workos-inc/node";
import { describe, expect, it } from "vitest";
import { constructAction, signActionResponse } from "../../src/actions.ts";
import { constructEvent as constructCamelCase } from "../../src/camel-case.ts";
import { EVENT_NAMES } from "../../src/events.ts";
import { constructEventSync } from "../../src/sync.ts";
import { createTestEvent, signPayload } from "../../src/testing.ts";
import { constructEvent } from "../../src/verification/construct-event.ts";
import { flatten } from "./flatten.ts";
import { vendorDifferences } from "./vendor-differences.ts";

const secret = "whsec_vendor";
const vendor = new WorkOS("sk_test_vendor");

/** The same body as text, as a Buffer and as Express parses it. */
const bodies = (text: string): (string | Buffer | Record<string, unknown>)[] => [
  text,
  Buffer.from(text),
  JSON.parse(text),
];

/** Events for which the vendor's SDK turned out to have no type. */
const untyped: string[] = [];

describe.each(EVENT_NAMES)("%s", (name) => {
  const event = createTestEvent(name);
  const text = JSON.stringify(event);

  it("is accepted by the vendor's SDK when we sign it", async () => {
    const { sigHeader } = await signPayload(text, { secret });

    for (const payload of bodies(text)) {
      await expect(vendor.webhooks.constructEvent({ payload, sigHeader, secret })).resolves.toMatchObject({
        id: event.id,
      });
    }
  });

  it("is accepted by us when the vendor's SDK signs it", async () => {
    for (const payload of bodies(text)) {
      const timestamp = Date.now();
      const sigHeader = `t=${timestamp}, v1=${await vendor.webhooks.computeSignature(timestamp, payload, secret)}`;
      const options = { payload, sigHeader, secret };

      expect(await constructEvent(options)).toEqual(event);
      expect(constructEventSync(options)).toEqual(event);
      expect(await constructCamelCase(options)).toMatchObject({ id: event.id, createdAt: event.created_at });
    }
  });

  it("has in camelCase every data field that the vendor's SDK gives, but for the listed differences", async () => {
    const { sigHeader } = await signPayload(text, { secret });
    const options = { payload: text, sigHeader, secret };
    const theirs = flatten((await vendor.webhooks.constructEvent(options)).data);
    const ours = flatten((await constructCamelCase(options)).data);

    const missing = [...theirs].filter(([path, value]) => ours.get(path) !== value).map(([path]) => path);

    // An event the SDK has no type for is handed on in snake_case, under a camelCase type: nothing to compare.
    const isUntyped = [...theirs.keys()].some((path) => /^[a-z]+_[a-z]/.test(path));
    if (isUntyped) untyped.push(name);
    else expect(missing).toEqual(vendorDifferences[name] ?? []);
  });

  it("loses no field on the way to camelCase", async () => {
    const { sigHeader } = await signPayload(text, { secret });
    const ours = flatten(await constructCamelCase({ payload: text, sigHeader, secret }));

    expect([...ours.values()]).toEqual([...flatten(event).values()]);
  });
});

it("has types for 84 events that the vendor's SDK types as well, and for all the others", () => {
  expect(EVENT_NAMES.length - untyped.length).toBe(84);
});

it("gives no default to what was not sent, as the vendor's SDK does", async () => {
  const text = JSON.stringify({ ...createTestEvent("organization_membership.created"), data: {} });
  const options = { payload: text, sigHeader: (await signPayload(text, { secret })).sigHeader, secret };

  expect((await vendor.webhooks.constructEvent(options)).data).toMatchObject({ directoryManaged: false });
  expect((await constructCamelCase(options)).data).toEqual({});
});

describe("actions", () => {
  const body = JSON.stringify({ object: "authentication_action_context", id: "action_1", user: { id: "user_1" } });

  it("are signed alike", async () => {
    const now = Date.now();
    const ours = await signActionResponse(
      { type: "authentication", verdict: "Deny", errorMessage: "Closed." },
      secret,
      { now: () => now },
    );

    expect(await vendor.webhooks.computeSignature(ours.payload.timestamp, ours.payload, secret)).toBe(ours.signature);
    const theirs = await vendor.actions.signResponse(
      { type: "authentication", verdict: "Deny", errorMessage: "Closed." },
      secret,
    );
    expect(Object.keys(ours.payload)).toEqual(Object.keys(theirs.payload));
    expect(ours.object).toBe(theirs.object);
  });

  it("are accepted both ways", async () => {
    const { sigHeader } = await signPayload(body, { secret });

    await expect(vendor.actions.constructAction({ payload: body, sigHeader, secret })).resolves.toMatchObject({
      id: "action_1",
    });
    await expect(constructAction({ payload: body, sigHeader, secret })).resolves.toMatchObject({ id: "action_1" });
  });
});
