import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const secret = { name: "billing-token", value: "tok_1", key_context: { organization_id: "org_1" } };

async function stored() {
  const { api, mock } = checkedMock();
  const { body } = await api("POST /vault/v1/kv", secret);
  return { api, mock, id: body.id as string, version: body.version_id as string };
}

describe("vault objects", () => {
  it("gives back what was stored, by id and by name, and never shows it in metadata", async () => {
    const { api, id } = await stored();

    expect((await api(`GET /vault/v1/kv/${id}`)).body.value).toBe("tok_1");
    expect((await api("GET /vault/v1/kv/name/billing-token")).body).toMatchObject({ id, value: "tok_1" });
    expect((await api(`GET /vault/v1/kv/${id}/metadata`)).body).not.toHaveProperty("value");
  });

  it("keeps one object per name", async () => {
    const { api } = await stored();

    expect(await api("POST /vault/v1/kv", secret)).toMatchObject({ status: 409, body: { error: expect.any(String) } });
  });

  it("stores versions, and refuses a writer who has not seen the current one", async () => {
    const { api, id, version } = await stored();

    const updated = await api(`PUT /vault/v1/kv/${id}`, { value: "tok_2", version_check: version });
    const stale = await api(`PUT /vault/v1/kv/${id}`, { value: "tok_3", version_check: version });
    const versions = await api(`GET /vault/v1/kv/${id}/versions`);

    expect(updated.status).toBe(201);
    expect(stale.status).toBe(409);
    expect(versions.body.data.map((each: { current_version: boolean }) => each.current_version)).toEqual([true, false]);
    expect((await api(`GET /vault/v1/kv/${id}`)).body.value).toBe("tok_2");
  });

  it("deletes, unless the version check is stale", async () => {
    const { api, id, version } = await stored();

    expect((await api(`DELETE /vault/v1/kv/${id}?version_check=other`)).status).toBe(409);
    expect((await api(`DELETE /vault/v1/kv/${id}?version_check=${version}`)).body).toEqual({
      name: "billing-token",
      success: true,
    });
    for (const path of ["", "/metadata", "/versions"])
      expect((await api(`GET /vault/v1/kv/${id}${path}`)).status).toBe(404);
    expect((await api("GET /vault/v1/kv/name/billing-token")).status).toBe(404);
    expect((await api(`DELETE /vault/v1/kv/${id}`)).status).toBe(404);
    expect((await api(`PUT /vault/v1/kv/${id}`, { value: "x" })).status).toBe(404);
  });

  it("pages through names, with search", async () => {
    const { api } = await stored();
    for (const name of ["a-1", "a-2", "a-3"]) await api("POST /vault/v1/kv", { ...secret, name });

    const first = await api("GET /vault/v1/kv?limit=2&search=a-&order=asc");
    const second = await api(`GET /vault/v1/kv?limit=2&search=a-&order=asc&after=${first.body.list_metadata.after}`);

    const names = [...first.body.data, ...second.body.data].map((each: { name: string }) => each.name);
    expect(names).toEqual(["a-1", "a-2", "a-3"]);
    expect(second.body.list_metadata.after).toBeNull();
  });

  it("tells of every access", async () => {
    const { api, id } = await stored();
    await api(`GET /vault/v1/kv/${id}`);
    await api(`GET /vault/v1/kv/${id}/metadata`);
    await api(`GET /vault/v1/kv/${id}/versions`);
    await api("GET /vault/v1/kv");
    await api(`PUT /vault/v1/kv/${id}`, { value: "tok_2" });
    await api(`DELETE /vault/v1/kv/${id}`);

    const { body } = await api("GET /events?limit=100");

    expect(body.data.map((each: { event: string }) => each.event)).toEqual([
      ...["vault.kek.created", "vault.dek.read", "vault.data.created"],
      ...["vault.data.read", "vault.metadata.read", "vault.metadata.read", "vault.names.listed"],
      ...["vault.dek.read", "vault.data.updated", "vault.data.deleted"],
    ]);
  });

  it.each([
    ["a missing name", { ...secret, name: undefined }, 400],
    ["a value that is no text", { ...secret, name: "a", value: 7 }, 400],
    ["a missing context", { ...secret, name: "a", key_context: undefined }, 400],
    ["a name that is too long", { ...secret, name: "x".repeat(201) }, 422],
    ["a context that is too long", { ...secret, name: "a", key_context: { a: "x".repeat(501) } }, 422],
  ])("refuses %s", async (_, body, status) => {
    const { api } = await stored();

    expect(await api("POST /vault/v1/kv", body)).toMatchObject({ status, body: { error: expect.any(String) } });
    expect((await api("GET /vault/v1/kv")).body.data).toHaveLength(1);
  });

  it("tells ids that cannot be from ids that are not there", async () => {
    const { api, id } = await stored();
    const unknown = "6f0c1a52-7e1d-4b53-9d0e-2a9c51f0b7c3";
    for (const [request, body] of [["GET"], ["PUT", { value: "x" }]] as const) {
      expect((await api(`${request} /vault/v1/kv/none`, body)).status).toBe(400);
      expect((await api(`${request} /vault/v1/kv/${unknown}`, body)).status).toBe(404);
    }
    for (const path of ["metadata", "versions"]) {
      expect((await api(`GET /vault/v1/kv/none/${path}`)).status).toBe(400);
      expect((await api(`GET /vault/v1/kv/${unknown}/${path}`)).status).toBe(404);
    }
    expect((await api("DELETE /vault/v1/kv/none")).status).toBe(404);
    expect((await api(`GET /vault/v1/kv/name/${"x".repeat(201)}`)).status).toBe(400);
    expect((await api(`PUT /vault/v1/kv/${id}`, {})).status).toBe(400);
  });

  it("pages in its own way: any size, cursors of its own, refusals in its own form", async () => {
    const { api, id } = await stored();

    expect((await api("GET /vault/v1/kv?limit=500")).body.data).toHaveLength(1);
    for (const query of ["limit=0", "after=none", "before=none", `after=${id}&before=${id}`, "order=normal"])
      expect(await api(`GET /vault/v1/kv?${query}`)).toMatchObject({
        status: 400,
        body: { error: expect.any(String) },
      });
  });

  it("lists what changed after a moment", async () => {
    const { api, mock } = await stored();
    await mock.clock.advance({ minutes: 1 });
    await api("POST /vault/v1/kv", { ...secret, name: "later" });

    const { body } = await api("GET /vault/v1/kv?updatedAfter=2026-01-01T00:00:30.000Z");

    expect(body.data.map((each: { name: string }) => each.name)).toEqual(["later"]);
  });

  it("is seeded with an id of one's own, and is there after a reset", async () => {
    const { mock, api } = checkedMock({ data: { vaultObjects: [{ id: "own", name: "seeded", value: "v" }] } });

    mock.reset();

    expect((await api("GET /vault/v1/kv/own")).body).toMatchObject({ name: "seeded", value: "v" });
  });
});
