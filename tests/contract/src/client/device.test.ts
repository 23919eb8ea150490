import { pollDevice } from "@workos-kit/client/auth";
import { createDeviceAuthorization } from "@workos-kit/client/operations";
import { describe, expect, it } from "vitest";
import { failureOf, openStageWithUser } from "./stage.ts";

describe("the device flow", () => {
  it("waits through authorization_pending until the person approves, without a key", async () => {
    const { stage, device, world, sleeps, approve } = await start();
    await using _ = stage;

    const polling = pollDevice(stage.publicClient, device, { world: { ...world, sleep: approve(3) } });

    expect((await polling).user.id).toBe(stage.user.id);
    expect(sleeps).toEqual([5000, 5000, 5000]);
    const errors = stage.mock.requests.of("authenticate").map(({ answer }) => Object(answer).error);
    expect(errors).toEqual(["authorization_pending", "authorization_pending", undefined]);
  });

  it("goes five seconds slower after slow_down, for good", async () => {
    const { stage, device, world, sleeps, approve } = await start();
    await using _ = stage;
    // Somebody else polls with the same code, so that this one comes too early.
    const hurry = async (times: number) => {
      for (let count = 0; count < times; count++) await failureOf(pollOnce(stage, device.device_code));
    };
    await hurry(2);

    const done = await pollDevice(stage.publicClient, device, { world: { ...world, sleep: approve(4) } });

    expect(done.user.id).toBe(stage.user.id);
    const errors = stage.mock.requests.of("authenticate").map(({ answer }) => Object(answer).error);
    expect(errors.slice(0, 3)).toEqual(["authorization_pending", "slow_down", "slow_down"]);
    expect(sleeps).toEqual([5000, 10_000, 15_000, 20_000]);
  });

  it("ends when the person refuses", async () => {
    const { stage, device, world } = await start();
    await using _ = stage;
    stage.mock.dashboard.authentication.denyDevice({ user_code: device.user_code });

    await expect(pollDevice(stage.publicClient, device, { world })).rejects.toMatchObject({
      name: "DeviceFlowError",
      reason: "access_denied",
    });
  });

  it("ends when nobody answers in time, without asking beyond it", async () => {
    const { stage, device, world } = await start();
    await using _ = stage;

    await expect(pollDevice(stage.publicClient, device, { world })).rejects.toMatchObject({ reason: "expired_token" });
    expect(stage.mock.requests.of("authenticate").length).toBeLessThanOrEqual(60);
  });

  it("believes the API that the code has expired", async () => {
    const { stage, device, world } = await start();
    await using _ = stage;
    await stage.mock.clock.advance({ seconds: 301 });

    await expect(pollDevice(stage.publicClient, device, { world })).rejects.toMatchObject({ reason: "expired_token" });
  });
});

type Started = Awaited<ReturnType<typeof openStageWithUser>>;

async function start() {
  const stage = await openStageWithUser();
  const device = await createDeviceAuthorization(stage.publicClient, {});
  const sleeps: number[] = [];
  const sleep = async (ms: number) => {
    sleeps.push(ms);
    await stage.mock.clock.advance({ seconds: ms / 1000 });
  };
  /** Approves during the wait of that number. */
  const approve = (wait: number) => async (ms: number) => {
    await sleep(ms);
    if (sleeps.length === wait)
      stage.mock.dashboard.authentication.approveDevice({ user_code: device.user_code, user: stage.user });
  };
  return { stage, device, sleeps, approve, world: { now: () => stage.mock.clock.now(), sleep } };
}

function pollOnce({ publicClient }: Started, device_code: string): PromiseLike<unknown> {
  return publicClient
    .send({
      method: "POST",
      route: "/user_management/authenticate",
      traits: { auth: "none", once: true },
      body: {
        client_id: publicClient.clientId,
        device_code,
        grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      },
    })
    .then(({ error }) => {
      throw error;
    });
}
