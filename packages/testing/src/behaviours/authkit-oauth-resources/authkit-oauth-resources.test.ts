import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const path = "/user_management/authkit_oauth_resources";

describe("OAuth resource indicators", () => {
  it("adds, lists and removes them; one is the default", async () => {
    const { api } = checkedMock();
    const first = await api(`POST ${path}`, { uri: "https://mcp.acme.test", default: true });

    const second = await api(`POST ${path}`, { uri: "https://api.acme.test", default: true });

    expect([first.status, second.status]).toEqual([201, 201]);
    const { data } = (await api(`GET ${path}`)).body;
    expect(data.map((each: { default: boolean }) => each.default)).toEqual([true, false]);
    expect((await api(`DELETE ${path}/${first.body.id}`)).status).toBe(204);
    expect((await api(`DELETE ${path}/${first.body.id}`)).status).toBe(404);
  });

  it("refuses what is allowed already, and what is no indicator", async () => {
    const { mock, api } = checkedMock();
    mock.dashboard.authkitOauthResources.create({ uri: "https://mcp.acme.test" });

    expect((await api(`POST ${path}`, { uri: "https://mcp.acme.test" })).status).toBe(409);
    for (const uri of ["nonsense", "https://mcp.acme.test/#part", undefined])
      expect((await api(`POST ${path}`, { uri })).status).toBe(422);
  });
});
