import { describe, expect, it } from "vitest";
import { json, recorder } from "../../test/recorder.ts";
import { password, requestWith, tokenWorld } from "../../test/token-world.ts";
import { createClient } from "../client.ts";
import { ConfigurationError } from "../core/errors/errors.ts";
import { type Coalesce, coalesceInProcess } from "./coalesce.ts";
import { createSessions } from "./sessions.ts";

/** An expired session of an app whose lock is `coalesce`. */
async function lockedBy(coalesce: Coalesce) {
  const world = await tokenWorld();
  const sessions = createSessions(world.client, { password, coalesce });
  const request = requestWith(await sessions.start(await world.authentication({ expiresIn: -60 })));
  return { ...world, sessions, request };
}

const broken = new Error("The lock server is gone.");
const settings: [string, Coalesce][] = [
  ["rejects", () => Promise.reject(broken)],
  [
    "throws",
    () => {
      throw broken;
    },
  ],
];

describe("a lock of the app that fails", () => {
  it.each(settings)("(%s) before the refresh keeps the cookie, and may be tried again", async (_, coalesce) => {
    const { sessions, request, refreshes } = await lockedBy(coalesce);

    const session = await sessions.read(request);

    expect(session).toMatchObject({ isSignedIn: false, reason: "coalesce", isRetryable: true, error: broken });
    expect(session.setCookie).toBeUndefined();
    expect(refreshes()).toBe(0);
  });

  it("after the refresh, as when the result cannot be stored, loses no session", async () => {
    const { sessions, request, refreshes } = await lockedBy(async (_, make) => {
      await make();
      throw broken;
    });

    const session = await sessions.read(request);

    expect(session).toMatchObject({ isSignedIn: true, user: { last_name: "Changed" } });
    expect(await sessions.read(requestWith(session.setCookie ?? ""))).toMatchObject({ isSignedIn: true });
    expect(refreshes()).toBe(1);
  });

  it("during the refresh, as when the lock is lost, loses no session", async () => {
    const { sessions, request } = await lockedBy(async (_, make) => {
      void make();
      throw broken;
    });

    expect(await sessions.read(request)).toMatchObject({ isSignedIn: true });
  });

  it.each<[string, Coalesce]>([
    ["waits for it", (_, make) => make().catch(() => Promise.reject(broken))],
    // Not even an unhandled rejection, which would end the process.
    [
      "does not",
      (_, make) => {
        void make();
        return Promise.reject(broken);
      },
    ],
  ])("beside a refresh that fails tells why that failed: %s", async (_, coalesce) => {
    const { authentication, client: working } = await tokenWorld();
    const reply = json({ error: "invalid_grant", error_description: "" }, 400);
    const client = createClient({ apiKey: "sk", clientId: "client_1", fetch: recorder(reply).fetch });
    const request = requestWith(
      await createSessions(working, { password }).start(await authentication({ expiresIn: -60 })),
    );

    const session = await createSessions(client, { password, coalesce }).refresh(request);

    expect(session).toMatchObject({ isSignedIn: false, reason: "invalid_grant", isRetryable: false });
    expect(session.setCookie).toMatch(/Max-Age=0/);
  });

  it("for all who wait in this process fails for none of them for good", async () => {
    const inProcess = coalesceInProcess();
    const { sessions, request, refreshes } = await lockedBy((key, make) =>
      inProcess(key, async () => {
        await make();
        throw broken;
      }),
    );

    const all = await Promise.all(Array.from({ length: 3 }, () => sessions.read(request)));

    expect(all.map((each) => each.isSignedIn || each.isRetryable)).toEqual([true, true, true]);
    expect(all.some((each) => each.isSignedIn && each.setCookie)).toBe(true);
    expect(refreshes()).toBe(1);
  });

  it("does not hide a fault of the settings", async () => {
    const { sessions, request } = await lockedBy(() =>
      Promise.reject(new ConfigurationError("client_id_missing", "A client id is needed.")),
    );

    await expect(sessions.read(request)).rejects.toThrow(/client id/);
  });
});

it("spends a token once, also for a lock that makes twice", async () => {
  const { sessions, request, refreshes } = await lockedBy(async (_, make) => {
    await make();
    return make();
  });

  expect(await sessions.read(request)).toMatchObject({ isSignedIn: true });
  expect(refreshes()).toBe(1);
});
