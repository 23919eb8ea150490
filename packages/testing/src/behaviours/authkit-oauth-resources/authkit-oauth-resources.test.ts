import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const path = "/user_management/authkit_oauth_resources";

describe("AuthKit OAuth resources", () => {
  it("are created once, listed and deleted", async () => {
    const { api } = checkedMock();
    const created = await api(`POST ${path}`, { uri: "https://mcp.acme.test" });

    expect(created).toMatchObject({ status: 201, body: { default: false } });
    expect((await api(`POST ${path}`, { uri: "https://mcp.acme.test" })).status).toBe(409);
    expect((await api(`GET ${path}`)).body.data).toEqual([created.body]);
    expect((await api(`DELETE ${path}/${created.body.id}`)).status).toBe(204);
    expect((await api(`DELETE ${path}/${created.body.id}`)).status).toBe(404);
  });

  it("have one default at most", async () => {
    const { api, mock } = checkedMock();
    mock.dashboard.authkitOauthResources.create({ uri: "https://one.test", default: true });
    await api(`POST ${path}`, { uri: "https://two.test", default: true });

    const { body } = await api(`GET ${path}?order=asc`);

    expect(body.data.map((each: { default: boolean }) => each.default)).toEqual([false, true]);
  });

  it("refuse what is no address", async () => {
    const { api } = checkedMock();

    expect((await api(`POST ${path}`, { uri: "mcp" })).status).toBe(422);
  });
});
