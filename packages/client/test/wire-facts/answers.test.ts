import { operationsOf, readBundle, resolve } from "@workos-kit/codegen";
import { describe, expect, it } from "vitest";
import { traitsOf } from "../../scripts/print/traits-of.ts";
import { buildJwksUrl } from "../../src/auth.ts";
import { syncEvents } from "../../src/events.ts";
import {
  authenticate,
  getAuditLogExport,
  listDirectoryUsers,
  listOrganizationRoles,
  listUsers,
  logout,
} from "../../src/operations.ts";
import { page, setUp } from "../probe.ts";
import { json } from "../recorder.ts";

const bundle = await readBundle(new URL("../../../../openapi/dist/openapi.json", import.meta.url));
const operations = operationsOf(bundle).map((operation) => ({ ...operation, traits: traitsOf(bundle, operation) }));
const namesOf = (fits: (each: (typeof operations)[number]) => boolean) => operations.filter(fits).map(({ id }) => id);

// How the API differs from what one would expect of it. Retries are in retry.test.ts, error bodies in error-body.test.ts
// and error-examples.test.ts, access tokens in verifier.test.ts.
describe("pages", () => {
  it("go on by the cursor the order says: normal has them the other way around", async () => {
    const { client, requests } = setUp({}, page(["2"], "a_next", "a_before"), page(["1"], null, null));

    const items = await listUsers(client, { order: "normal" }).collect();

    expect(items).toHaveLength(2);
    expect(requests[1]?.url.searchParams.get("before")).toBe("a_before");
  });

  it("are whole lists where the API knows no cursors", async () => {
    const { client } = setUp({}, json({ object: "list", data: [{ slug: "admin" }] }));

    expect((await listOrganizationRoles(client, { organization_id: "org_1" })).data).toHaveLength(1);
  });

  it("of events never carry a start beside a cursor", async () => {
    const event = { object: "event", id: "event_1", event: "user.created", data: {}, created_at: "" };
    const first = json({ object: "list", data: [event], list_metadata: { after: "event_1" } });
    const { client, requests } = setUp({}, first, page([], null));

    const seen: string[] = [];
    for await (const { id } of syncEvents(client, { from: new Date(0), until: new Date(1000) })) seen.push(id);

    const both = requests.filter(({ url }) => url.searchParams.has("range_start") && url.searchParams.has("after"));
    expect([seen, requests.length, both.length]).toEqual([["event_1"], 2, 0]);
  });

  it("of events keep names that nobody knew when this was written", async () => {
    const event = { object: "event", id: "event_1", event: "quantum.entangled", data: { spin: "up" }, created_at: "" };
    const { client } = setUp({}, json({ object: "list", data: [event], list_metadata: { after: null } }));

    const seen: unknown[] = [];
    for await (const each of syncEvents(client, { follow: false })) seen.push(each);

    expect(seen).toEqual([event]);
  });
});

describe("limits", () => {
  it("of a directory answer with a bare text, which is waited for like others", async () => {
    const { client, world } = setUp({}, json("Ratelimited", 429, { "retry-after": "1" }), page(["1"], null));

    expect((await listDirectoryUsers(client, { directory: "directory_1" })).data).toHaveLength(1);
    expect(world.sleeps).toEqual([1000]);
  });

  it("without a body are errors too", async () => {
    const { client } = setUp({ retries: 0 }, new Response(null, { status: 429, headers: { "retry-after": "3" } }));

    const refused = listDirectoryUsers(client, { directory: "directory_1" }).then(() => {});

    await expect(refused).rejects.toMatchObject({ status: 429, code: undefined, retryAfterSeconds: 3 });
  });
});

describe("sign-in", () => {
  it("knows every grant of the API", async () => {
    const { oneOf = [] } = bundle.components?.schemas?.AuthenticationCreate ?? {};
    const known = oneOf.map((each) => resolve(bundle, each).properties?.grant_type?.const);
    const grants = await import("../../src/auth/grants.ts");

    const sent: string[] = [];
    for (const [name, grant] of Object.entries(grants)) {
      if (!name.startsWith("authenticateWith")) continue;
      const { client, requests } = setUp({}, json({}));
      await grant(client, {} as never);
      sent.push(JSON.parse(requests[0]?.body ?? "").grant_type);
    }

    expect(known).toHaveLength(11);
    expect(sent.sort()).toEqual(known.sort());
  });

  it("sends no secret for a public client, and a verifier in its place", async () => {
    const { client, requests } = setUp({ apiKey: undefined }, json({}));

    await authenticate(client, { grant_type: "authorization_code", code: "c", code_verifier: "v" });

    expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
      client_id: "client_1",
      grant_type: "authorization_code",
      code: "c",
      code_verifier: "v",
    });
  });

  it("has its keys by client id", () => {
    expect(buildJwksUrl(setUp({}, json({})).client)).toBe("https://api.workos.com/sso/jwks/client_1");
  });

  it("redirects browsers: the address is the result, and nobody follows it", async () => {
    const reply = new Response(null, { status: 302, headers: { location: "https://app.test/bye" } });
    const { client, requests } = setUp({}, reply);

    expect(await logout(client, { session_id: "session_1" })).toEqual({ location: "https://app.test/bye" });
    expect(requests[0]?.redirect).toBe("manual");
    expect(namesOf(({ traits }) => traits.redirect === true)).toHaveLength(5);
  });
});

it("leaves the states of an export to the one who waits: pending, ready, error, and those to come", async () => {
  const { client } = setUp({}, json({ id: "export_1", state: "archived", url: null }));

  expect((await getAuditLogExport(client, { id: "export_1" })).state).toBe("archived");
});
