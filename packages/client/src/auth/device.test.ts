import { describe, expect, it } from "vitest";
import { json, recorder, refused, stillWorld } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import { DeviceFlowError, pollDevice } from "./device.ts";

const tokens = { access_token: "a", refresh_token: "r", user: { id: "user_1" } };

describe("pollDevice", () => {
  const device = { device_code: "d", expires_in: 300, interval: 5 };

  it("polls at the interval, slower when told, and twice as slow after a lost connection", async () => {
    const pending = json({ error: "authorization_pending", error_description: "Wait." }, 400);
    const slow = json({ error: "slow_down", error_description: "Slower." }, 400);
    const { client, requests } = setUp(pending, slow, refused("ECONNRESET"), json(tokens));
    const world = stillWorld();

    expect(await pollDevice(client, device, { world })).toEqual(tokens);
    expect(world.sleeps).toEqual([5000, 5000, 10_000, 20_000]);
    expect(requests.every((each) => !each.body?.includes("sk_test"))).toBe(true);
  });

  it("goes back to the interval once the API answers again, and keeps what slow_down has added", async () => {
    const pending = json({ error: "authorization_pending", error_description: "Wait." }, 400);
    const slow = json({ error: "slow_down", error_description: "Slower." }, 400);
    const busy = json({ message: "Slow." }, 429, { "retry-after": "60" });
    const lost = refused("ECONNRESET");
    const { client } = setUp(lost, lost, pending, slow, lost, pending, busy, busy, pending, json(tokens));
    const world = stillWorld();

    await pollDevice(client, { ...device, expires_in: 900 }, { world });

    expect(world.sleeps.map((ms) => ms / 1000)).toEqual([5, 10, 20, 5, 10, 20, 10, 60, 60, 10]);
  });

  it.each([
    ["unreadable", new Response("<html>")],
    ["down", json({ message: "Down." }, 503)],
  ])("goes on, twice as slow, after an API that was %s", async (_, reply) => {
    const { client } = setUp(reply, json(tokens));
    const world = stillWorld();

    expect(await pollDevice(client, device, { world })).toEqual(tokens);
    expect(world.sleeps).toEqual([5000, 10_000]);
  });

  it("waits five seconds when the API names no interval, and stops before the code expires", async () => {
    const { client, requests } = setUp(json({ error: "authorization_pending", error_description: "" }, 400));
    const world = stillWorld();

    const failure = await pollDevice(client, { device_code: "d", expires_in: 12 }, { world }).catch((e: unknown) => e);

    expect(DeviceFlowError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ reason: "expired_token" });
    expect([requests.length, world.sleeps]).toEqual([2, [5000, 5000]]);
  });

  it("asks for the last time when the code ends, not after", async () => {
    const { client, requests } = setUp(json({ error: "authorization_pending", error_description: "" }, 400));
    const poll = pollDevice(client, { ...device, expires_in: 10 }, { world: stillWorld() });

    await expect(poll).rejects.toMatchObject({ reason: "expired_token" });
    expect(requests).toHaveLength(2);
  });

  it.each([
    ["access_denied", /refused/],
    ["expired_token", /expired/],
  ])("ends with %s", async (error, message) => {
    const { client } = setUp(json({ error, error_description: "" }, 400));
    const poll = pollDevice(client, device, { world: stillWorld() });

    await expect(poll).rejects.toMatchObject({ reason: error, message: expect.stringMatching(message) });
  });

  it("passes on what it does not know", async () => {
    const { client } = setUp(json({ error: "invalid_grant", error_description: "" }, 400));

    await expect(pollDevice(client, device, { world: stillWorld() })).rejects.toMatchObject({ code: "invalid_grant" });
  });

  it("stops with the caller's signal", async () => {
    const { client, requests } = setUp(json(tokens));

    await expect(pollDevice(client, device, { signal: AbortSignal.abort(new Error("Stop.")) })).rejects.toThrow(
      "Stop.",
    );
    expect(requests).toHaveLength(0);
  });

  it.each([0, -5, Number.NaN])("waits five seconds, not none, when the API says %j", async (interval) => {
    const { client } = setUp(json({ error: "authorization_pending", error_description: "" }, 400), json(tokens));
    const world = stillWorld();

    await pollDevice(client, { ...device, interval }, { world });

    expect(world.sleeps).toEqual([5000, 5000]);
  });

  it("waits as long as the API asks after too many requests, or until the code has expired", async () => {
    const busy = (seconds: string) => json({ message: "Slow." }, 429, { "retry-after": seconds });
    const world = stillWorld();
    const { client } = setUp(busy("30"), busy("2"), json(tokens));
    const { client: hopeless } = setUp(busy("600"));

    await pollDevice(client, device, { world });

    expect(world.sleeps).toEqual([5000, 30_000, 10_000]);
    await expect(pollDevice(hopeless, device, { world: stillWorld() })).rejects.toMatchObject({
      reason: "expired_token",
    });
  });

  it("stops in the middle of a wait, and in the middle of a request", async () => {
    const reason = new Error("Stop.");
    const waiting = new AbortController();
    const asking = new AbortController();
    const fetch = () => {
      asking.abort(reason);
      return new Promise<Response>(() => {});
    };
    const { client, requests } = setUp(json(tokens));
    const stuck = createClient({ apiKey: "sk_test", clientId: "client_1", fetch });

    const onWait = () => void setTimeout(() => waiting.abort(reason), 1);
    const poll = pollDevice(client, device, { signal: waiting.signal, onWait });

    await expect(poll).rejects.toBe(reason);
    await expect(pollDevice(stuck, { ...device, interval: 0.01 }, { signal: asking.signal })).rejects.toBe(reason);
    expect(requests).toHaveLength(0);
  });

  it("tells how long it waits, and for which time", async () => {
    const { client } = setUp(json({ error: "slow_down", error_description: "" }, 400), json(tokens));
    const waits: object[] = [];

    await pollDevice(client, device, { world: stillWorld(), onWait: (wait) => void waits.push(wait) });

    expect(waits).toEqual([
      { seconds: 5, attempt: 0 },
      { seconds: 10, attempt: 1 },
    ]);
  });
});

function setUp(...replies: Parameters<typeof recorder>) {
  const { fetch, requests } = recorder(...replies);
  return { client: createClient({ apiKey: "sk_test", clientId: "client_1", fetch, world: stillWorld() }), requests };
}
