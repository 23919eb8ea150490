import { describe, expect, it } from "vitest";
import { type Api, checkedMock } from "../../../test/checked-mock.ts";

const body = { email: "ada@acme.test", type: "MagicLink", redirect_uri: "https://app.test/callback", state: "cart-17" };

async function open(api: Api, link: string): Promise<URLSearchParams> {
  const { headers } = await api(`GET ${new URL(link).pathname}`);
  return new URL(String(headers.get("location"))).searchParams;
}

describe("passwordless sessions", () => {
  it("lead from the mailed link to a profile", async () => {
    const { mock, api } = checkedMock();
    const { id } = (await api("POST /passwordless/sessions", body)).body;
    expect((await api(`POST /passwordless/sessions/${id}/send`)).body).toEqual({ success: true });

    const found = await open(api, String(mock.outbox.last("ada@acme.test")?.link));
    const token = await api("POST /sso/token", {
      client_id: "client_default",
      client_secret: "sk_test_default",
      grant_type: "authorization_code",
      code: found.get("code"),
    });

    expect(found.get("state")).toBe("cart-17");
    expect(token.body.profile).toMatchObject({ email: "ada@acme.test", connection_type: "MagicLink" });
    expect((await api("GET /connections?connection_type=MagicLink")).body.data).toHaveLength(1);
  });

  it("work once, and until they expire", async () => {
    const { mock, api } = checkedMock();
    const first = (await api("POST /passwordless/sessions", body)).body;
    const second = (await api("POST /passwordless/sessions", { ...body, expires_in: 1000 })).body;
    await open(api, first.link);

    expect((await open(api, first.link)).get("error")).toBe("access_denied");
    await mock.clock.advance({ seconds: 1000 });
    expect((await open(api, second.link)).get("error")).toBe("access_denied");
    expect((await api(`POST /passwordless/sessions/${second.id}/send`)).status).toBe(404);
  });

  it.each([
    ["no type", { email: "a@b.test" }, "type"],
    ["a bad address", { ...body, email: "nobody" }, "email"],
    ["a life that is too short", { ...body, expires_in: 60 }, "expires_in"],
  ])("are refused for %s", async (_, input, field) => {
    const { api } = checkedMock();

    const refused = await api("POST /passwordless/sessions", input);

    expect([refused.status, refused.body.errors[0].field]).toEqual([422, field]);
  });

  it("need somewhere to lead to", async () => {
    const { mock, api } = checkedMock();
    const { redirect_uri: _, ...without } = body;
    expect((await api("POST /passwordless/sessions", without)).status).toBe(400);

    mock.dashboard.redirectUris.create({ uri: "https://app.test/callback" });

    expect((await api("POST /passwordless/sessions", without)).status).toBe(201);
  });
});
