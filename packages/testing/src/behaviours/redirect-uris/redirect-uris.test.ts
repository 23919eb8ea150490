import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";
import { isAllowedRedirect } from "./rules.ts";

const path = "/user_management/redirect_uris";

describe("redirect URIs", () => {
  it("adds, lists and removes them", async () => {
    const { api } = checkedMock();

    const created = await api(`POST ${path}`, { uri: "https://app.acme.test/callback" });

    expect(created).toMatchObject({ status: 201, body: { default: false } });
    expect((await api(`GET ${path}`)).body.data).toEqual([created.body]);
    expect((await api(`DELETE ${path}/${created.body.id}`)).status).toBe(204);
    expect((await api(`DELETE ${path}/${created.body.id}`)).status).toBe(404);
    expect((await api("GET /events")).body.data).toEqual([]);
  });

  it("keeps the default, which the dashboard chooses", async () => {
    const { mock, api } = checkedMock();
    const first = mock.dashboard.redirectUris.create({ uri: "https://one.acme.test/" });
    expect(first.default).toBe(true);
    expect((await api(`DELETE ${path}/${first.id}`)).status).toBe(409);

    mock.dashboard.redirectUris.create({ uri: "https://two.acme.test/", default: true });

    expect((await api(`DELETE ${path}/${first.id}`)).status).toBe(204);
  });

  it.each([
    "nonsense",
    "javascript:alert(1)",
    "https://*.test/",
    "https://a.*.acme.test/",
    "https://*.*.acme.test/",
    "https://acme.test/*",
    "https://acme.test:*/",
  ])("refuses %s", async (uri) => {
    const { api } = checkedMock();

    expect((await api(`POST ${path}`, { uri })).status).toBe(422);
  });

  it("refuses what is allowed already, and what is missing", async () => {
    const { api } = checkedMock();
    await api(`POST ${path}`, { uri: "https://acme.test/" });

    expect((await api(`POST ${path}`, { uri: "https://acme.test/" })).status).toBe(422);
    expect((await api(`POST ${path}`, {})).status).toBe(422);
    expect((await api(`POST ${path}`, "not json")).status).toBe(400);
  });

  it.each([
    ["https://*.acme.test/cb", "https://eu.acme.test/cb", true],
    ["https://*.acme.test/cb", "https://acme.test/cb", false],
    ["https://*.acme.test/cb", "https://a.eu.acme.test/cb", false],
    ["https://*.acme.test/cb", "https://eu.acme.test/cb/more", false],
    ["https://pr-*-web.acme.test/cb", "https://pr-17-web.acme.test/cb", true],
    ["https://pr-*-web.acme.test/cb", "https://web.acme.test/cb", false],
    ["http://localhost:*/cb", "http://localhost:5173/cb", true],
    ["http://localhost:*/cb", "http://localhost:evil/cb", false],
    ["https://acme.test/cb", "https://acme.test/cb", true],
    ["https://acme.test/cb", "https://acme.test/cb?x=1", false],
    ["myapp://callback", "myapp://callback", true],
  ])("judges by %s the address %s", (uri, address, isAllowed) => {
    const { mock } = checkedMock();
    mock.dashboard.redirectUris.create({ uri });

    expect(isAllowedRedirect(mock.world, address)).toBe(isAllowed);
  });
});
