import { describe, expect, it } from "vitest";
import { expired, oauth } from "../../test/expired-session.ts";
import { json, refused } from "../../test/recorder.ts";
import { password } from "../../test/token-world.ts";
import { createClient } from "../client.ts";
import { createTokenVerifier } from "../tokens/verifier.ts";
import { createSessions } from "./sessions.ts";

describe("a refresh that fails", () => {
  it.each([
    // The session is over, or the person has to sign in in another way.
    ["invalid_grant", oauth("invalid_grant")],
    ["sso_required", json({ ...{ error: "sso_required", error_description: "" }, connection_ids: [] }, 400)],
    ["mfa_enrollment", json({ code: "mfa_enrollment", message: "" }, 403)],
    ["organization_membership_not_found", oauth("organization_membership_not_found")],
    ["one_of_tomorrow", json({ code: "one_of_tomorrow", message: "" }, 403)],
  ])("for %s ends the cookie", async (reason, reply) => {
    const { sessions, request } = await expired(reply);

    const session = await sessions.read(request);

    expect(session).toMatchObject({ isSignedIn: false, reason, isRetryable: false });
    expect(session.setCookie).toMatch(/^wos-session=; .*Max-Age=0/);
  });

  it.each([
    ["connection", refused("ECONNRESET")],
    ["unreadable", new Response("<html>")],
    ["unreadable", json({})],
    ["unreadable", json({ access_token: "a.b.c", refresh_token: "r", user: { id: "user_1" } })],
    ["status_500", json({}, 500)],
    ["status_503", new Response("Down.", { status: 503 })],
    ["status_408", json({}, 408)],
    ["too_many_requests", oauth("too_many_requests", 429)],
    // These are for the operator to repair: a wrong key must not sign everybody out.
    ["status_401", json({ message: "Unauthorized" }, 401)],
    ["invalid_client", oauth("invalid_client")],
    ["unauthorized_client", oauth("unauthorized_client")],
    ["invalid_request", oauth("invalid_request")],
    ["token_too_big", oauth("token_too_big")],
    ["invalid_request_parameters", json({ code: "invalid_request_parameters", message: "" }, 422)],
  ])("for %s keeps the cookie, and may be tried again", async (reason, reply) => {
    const { sessions, request } = await expired(reply);

    const session = await sessions.read(request);

    expect(session).toMatchObject({ isSignedIn: false, reason, isRetryable: true });
    expect(session.setCookie).toBeUndefined();
  });

  it("for want of time keeps the cookie, and may be tried again", async () => {
    const { world, request } = await expired();
    const fetch = () => new Promise<Response>(() => {});
    const client = createClient({ apiKey: "sk_test", clientId: "client_1", fetch, timeoutMs: 5 });
    const sessions = createSessions(client, { password, tokens: createTokenVerifier(world.client) });

    const session = await sessions.read(request);

    expect(session).toMatchObject({ isSignedIn: false, reason: "timeout", isRetryable: true });
    expect(session.setCookie).toBeUndefined();
  });

  it.each([
    ["connection", refused(), 1, { isRetryable: true }],
    ["invalid_grant", oauth("invalid_grant"), 1, { setCookie: expect.any(String) }],
    // To those who waited it might have been refused for an organization of somebody else: they ask once more.
    ["sso_required", oauth("sso_required"), 2, { isRetryable: false }],
  ])("for %s fails for all who wait, and is not tried by each", async (reason, reply, tries, facts) => {
    const { sessions, request, requests, allJoined } = await expired(async () => {
      await allJoined(requests.length === 1 ? 10 : 19);
      if (reply instanceof Error) throw reply;
      return reply.clone();
    });

    const all = await Promise.all(Array.from({ length: 10 }, () => sessions.read(request)));

    for (const each of all) expect(each).toMatchObject({ isSignedIn: false, reason, ...facts });
    expect(requests.length).toBe(tries);
  });

  it.each([
    ["status_403", json({ message: "Forbidden" }, 403)],
    ["status_404", new Response("<h1>Not found</h1>", { status: 404 })],
  ])("without a reason (%s) keeps the cookie, and sends the person to sign in", async (reason, reply) => {
    const { sessions, request } = await expired(reply);

    const session = await sessions.read(request);

    expect(session).toMatchObject({ isSignedIn: false, reason, isRetryable: false });
    expect(session.setCookie).toBeUndefined();
  });
});
