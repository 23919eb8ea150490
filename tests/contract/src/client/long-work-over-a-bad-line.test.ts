import { type Client, createClient } from "@workos-kit/client";
import { downloadAuditLogExport } from "@workos-kit/client/audit-logs";
import { authenticateWithPassword, pollDevice } from "@workos-kit/client/auth";
import { memoryCursors, syncEvents } from "@workos-kit/client/events";
import { createAuditLogExport, createDeviceAuthorization } from "@workos-kit/client/operations";
import { createSessions } from "@workos-kit/client/session";
import { createTokenVerifier } from "@workos-kit/client/tokens";
import { describe, expect, it } from "vitest";
import { type BadLineOptions, openBadLine } from "./bad-line.ts";
import { email, openStageWithUser, password } from "./stage.ts";

describe("over a line that breaks off, stalls and turns away", () => {
  it("the event log is read without a gap, and nothing twice but what was in hand", async () => {
    await using stage = await open({ seed: 3, probability: 0.4 });
    const names = Array.from({ length: 120 }, (_, index) => `organization ${index}`);
    for (const name of names) stage.mock.dashboard.organizations.create({ name });
    const cursors = memoryCursors();
    const options = { cursors, follow: false, limit: 7, events: ["organization.created"], call: { retries: 0 } };

    const handled: string[] = [];
    let breaks = 0;
    for (let isDone = false; !isDone; ) {
      try {
        for await (const { data } of syncEvents(stage.client, options)) handled.push(String(data.name));
        isDone = true;
      } catch (error) {
        expect(String(error)).toMatch(/^(Api|Connection|Timeout|Parse)Error/);
        breaks++;
      }
    }

    expect(breaks).toBeGreaterThan(5);
    // The loop was never interrupted while it handled an event, so none comes again.
    expect(handled).toEqual(names);
  });

  it("the file of an export arrives whole", async () => {
    await using stage = await open({
      seed: 4,
      probability: 0.6,
      faults: ["cut off", "stalled", "busy", "never arrived"],
    });
    const organization = stage.mock.dashboard.organizations.create({ name: "Acme" });
    for (let number = 0; number < 300; number++)
      stage.mock.dashboard.auditLogs.create({
        organization,
        action: "document.opened",
        occurred_at: new Date(Date.UTC(2025, 11, 1, 0, 0, number)).toISOString(),
        actor: { id: `user_${number}`, type: "user" },
        targets: [],
        context: { location: "192.0.2.1" },
      });
    const made = await createAuditLogExport(stage.direct, {
      organization_id: organization.id,
      range_start: new Date(Date.UTC(2025, 10, 15)),
      range_end: new Date(Date.UTC(2026, 0, 1)),
    });
    const read = async (client: Client, options = {}) => {
      const chunks: Uint8Array[] = [];
      const sink = { write: (chunk: Uint8Array) => void chunks.push(chunk) };
      await downloadAuditLogExport(client, made, sink, { retries: 30, world: stage.world, ...options });
      return Buffer.concat(chunks).toString();
    };

    const file = await read(stage.client, { idleTimeoutMs: 200 });

    expect(file).toBe(await read(stage.direct));
    expect(file.split("\n").length).toBeGreaterThan(300);
  });

  it("sessions are refreshed, kept or ended, and no refresh token is presented twice", async () => {
    await using stage = await open({ seed: 5, probability: 0.5 });
    const sessions = createSessions(stage.client, {
      password: "a password of at least thirty-two characters",
      tokens: createTokenVerifier(stage.direct),
    });
    stage.mock.dashboard.settings.update({ access_token_lifetime_seconds: -60 });
    const tokens: string[] = [];
    const signIn = async () => {
      const done = await authenticateWithPassword(stage.direct, { email, password });
      tokens.push(done.refresh_token);
      return { headers: new Headers({ cookie: (await sessions.start(done)).split(";")[0] ?? "" }) };
    };

    const outcomes = new Map<string, number>();
    for (let round = 0; round < 40; round++) {
      const request = await signIn();
      const [session] = await Promise.all([sessions.read(request), sessions.read(request), sessions.read(request)]);
      const outcome = session.isSignedIn
        ? "signed in"
        : `${session.reason}, cookie ${session.setCookie ? "ended" : "kept"}`;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }

    const presented = stage.mock.requests.of("authenticate", { body: { grant_type: "refresh_token" } });
    expect(presented.length).toBeLessThanOrEqual(tokens.length);
    expect(outcomes.get("signed in")).toBeGreaterThan(10);
    for (const outcome of outcomes.keys())
      expect(outcome).toMatch(/^signed in$|^(connection|timeout|status_50[23]|unreadable), cookie kept$/);
  });

  it("a device waits until it is approved, no faster than it may", async () => {
    await using stage = await open({
      seed: 6,
      probability: 0.4,
      faults: ["never arrived", "busy", "throttled", "cut off"],
    });
    const device = await createDeviceAuthorization(stage.direct, {});
    let waits = 0;
    const sleep = async (ms: number) => {
      await stage.mock.clock.advance(ms);
      const { user } = stage;
      if (++waits === 6) stage.mock.dashboard.authentication.approveDevice({ user_code: device.user_code, user });
    };

    const outcome = await pollDevice(stage.client, device, {
      world: { now: () => stage.mock.clock.now(), sleep },
    }).then(
      () => "signed in",
      (error) => String(error.code ?? error.reason ?? error.name),
    );

    // Where the answer with the tokens was cut off, the code is spent.
    expect(outcome).toMatch(/^(signed in|invalid_grant|expired_token|status_503)$/);
    const answers = stage.mock.requests.of("authenticate").map(({ answer }) => Object(answer).error);
    expect(answers).not.toContain("slow_down");
  });
});

/** A stage whose client goes over the bad line, and one that goes straight to the mock. */
async function open(options: Omit<BadLineOptions, "lateMs">) {
  const stage = await openStageWithUser();
  const line = await openBadLine(stage.url, { lateMs: 600, ...options });
  const { apiKey, clientId } = stage.mock;
  const world = { sleep: async () => {}, random: () => 0 };
  return {
    ...stage,
    direct: stage.client,
    client: createClient({ apiKey, clientId, baseUrl: line.url, timeoutMs: 300, world }),
    world,
    async [Symbol.asyncDispose]() {
      await line[Symbol.asyncDispose]();
      await stage[Symbol.asyncDispose]();
    },
  };
}
