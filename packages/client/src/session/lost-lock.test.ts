import { afterEach, describe, expect, it, vi } from "vitest";
import { password, requestWith, tokenWorld } from "../../test/token-world.ts";
import type { PublicCore } from "../core/core.ts";
import { type Coalesce, coalesceInProcess } from "./coalesce.ts";
import { createSessions } from "./sessions.ts";

const never = () => new Promise<never>(() => {});
const gaveUp = { isSignedIn: false, reason: "coalesce", isRetryable: true };

/** An expired session of an app whose lock is `coalesce`. */
async function lockedBy(coalesce: Coalesce) {
  const world = await tokenWorld();
  const sessions = createSessions(world.client, { password, coalesce });
  const request = requestWith(await sessions.start(await world.authentication({ expiresIn: -60 })));
  return { ...world, sessions, request };
}

/** A lock that somebody else holds until `free` is called; who waits then goes on, as in Redis. */
function heldLock() {
  let free = () => {};
  const held = new Promise<void>((resolve) => {
    free = resolve;
  });
  const made: Promise<string>[] = [];
  let joined = 0;
  const inProcess = coalesceInProcess();
  const coalesce: Coalesce = (key, make) => {
    joined++;
    return inProcess(key, async () => {
      await held;
      const result = make();
      made.push(result);
      return result;
    });
  };
  return { coalesce, free: () => free(), made, allJoined: (count: number) => expect.poll(() => joined).toBe(count) };
}

/** Lets a client wait for the API until it may answer. */
function slow(client: PublicCore) {
  const send = client.send;
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const spy = vi.spyOn(client, "send").mockImplementation(async (call) => {
    await held;
    return send(call);
  });
  return { answer: () => answer(), isAsked: () => vi.waitFor(() => expect(spy).toHaveBeenCalled()) };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("a lock that never answers", () => {
  it("is waited for no longer than the deadline: the cookie stays, and the token is good", async () => {
    const { sessions, request, refreshes } = await lockedBy(never);

    for (const session of [
      await sessions.read(request, { deadlineMs: 5 }),
      await sessions.refresh(request, { organization_id: "org_2" }, { deadlineMs: 5 }),
    ]) {
      expect(session).toMatchObject({ ...gaveUp, error: { message: expect.stringMatching(/coalesce.* 5 ms/) } });
      expect(session.setCookie).toBeUndefined();
    }
    expect(refreshes()).toBe(0);
  });

  it("is waited for two minutes when nobody says how long, and keeps no timer of those it answers", async () => {
    const { sessions, request } = await lockedBy(never);
    const quick = await lockedBy((_, make) => make());
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let outcome: unknown;
    const read = sessions.read(request).then((session) => {
      outcome = session;
    });
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));

    await vi.advanceTimersByTimeAsync(110_000);
    expect(outcome).toBeUndefined();
    await vi.advanceTimersByTimeAsync(10_000);
    await read;

    expect(outcome).toMatchObject(gaveUp);
    expect(await quick.sessions.read(quick.request)).toMatchObject({ isSignedIn: true });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("behind a refresh that was done, as when its result is not stored, loses no session", async () => {
    const { sessions, request, refreshes } = await lockedBy(async (_, make) => {
      await make();
      return never();
    });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const read = sessions.read(request);
    await vi.waitFor(() => expect(refreshes()).toBe(1));

    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(5_000);
      expect(vi.getTimerCount()).toBe(0);
    });

    expect(await read).toMatchObject({ isSignedIn: true, user: { last_name: "Changed" } });
    expect(refreshes()).toBe(1);
  });

  it("does not cut a refresh short that it let begin in time", async () => {
    const { coalesce, free } = heldLock();
    const { sessions, request, client } = await lockedBy(coalesce);
    const { answer, isAsked } = slow(client);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });

    const read = sessions.refresh(request, {}, { deadlineMs: 5_000 });
    free();
    await isAsked();
    await vi.advanceTimersByTimeAsync(5_001);
    answer();

    expect(await read).toMatchObject({ isSignedIn: true });
  });

  it("nor one that somebody began who has left: it is given to who still waits", async () => {
    const { coalesce, free, allJoined } = heldLock();
    const { sessions, request, client } = await lockedBy(coalesce);
    const { answer, isAsked } = slow(client);
    const leaving = new AbortController();

    const first = sessions.refresh(request, {}, { signal: leaving.signal });
    await allJoined(1);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const second = sessions.refresh(request, {}, { deadlineMs: 5_000 });
    await allJoined(2);
    leaving.abort(new Error("Gone."));
    await expect(first).rejects.toThrow("Gone.");
    free();
    await isAsked();
    await vi.advanceTimersByTimeAsync(5_001);
    answer();

    expect(await second).toMatchObject({ isSignedIn: true });
  });
});

describe("a lock that is free after the last one has gone", () => {
  it.each(["gave up", "aborted"])("uses no token: who waited %s, and the session is good", async (how) => {
    const { coalesce, free, made, allJoined } = heldLock();
    const { sessions, request, refreshes } = await lockedBy(coalesce);
    const leaving = new AbortController();

    const read = sessions.read(request, how === "aborted" ? { signal: leaving.signal } : { deadlineMs: 5 });
    await allJoined(1);
    leaving.abort(new Error("Gone."));
    await read.catch(() => {});
    free();
    await expect.poll(() => made.length).toBe(1);

    await expect(made[0]).rejects.toThrow("Nobody waits");
    expect(refreshes()).toBe(0);
    expect(await sessions.read(request)).toMatchObject({ isSignedIn: true });
    expect(refreshes()).toBe(1);
  });

  it("is used for those who still wait, though the first one has gone", async () => {
    const { coalesce, free, allJoined } = heldLock();
    const { sessions, request, refreshes } = await lockedBy(coalesce);
    const leaving = new AbortController();

    const first = sessions.read(request, { signal: leaving.signal });
    await allJoined(1);
    const second = sessions.read(request);
    await allJoined(2);
    leaving.abort(new Error("Gone."));
    await expect(first).rejects.toThrow("Gone.");
    free();

    expect(await second).toMatchObject({ isSignedIn: true });
    expect(refreshes()).toBe(1);
  });
});
