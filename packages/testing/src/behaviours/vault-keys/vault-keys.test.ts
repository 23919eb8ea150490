import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const context = { organization_id: "org_1" };

describe("vault keys", () => {
  it("hands out a data key of 256 bits that its wrapped form gives back", async () => {
    const { api } = checkedMock();
    const made = await api("POST /vault/v1/keys/data-key", { context });

    const back = await api("POST /vault/v1/keys/decrypt", { keys: made.body.encrypted_keys });

    expect(atob(made.body.data_key)).toHaveLength(32);
    expect(back.body).toEqual({ id: made.body.id, data_key: made.body.data_key });
  });

  it("wraps the same key under another context", async () => {
    const { api } = checkedMock();
    const made = await api("POST /vault/v1/keys/data-key", { context });

    const moved = await api("POST /vault/v1/keys/rekey", {
      context: { organization_id: "org_2" },
      encrypted_keys: made.body.encrypted_keys,
    });

    expect(moved.body).toMatchObject({ id: made.body.id, data_key: made.body.data_key });
    expect(moved.body.encrypted_keys).not.toBe(made.body.encrypted_keys);
    expect((await api("POST /vault/v1/keys/decrypt", { keys: moved.body.encrypted_keys })).status).toBe(200);
  });

  it.each(["", "nonsense", btoa("nonsense that is long enough")])("refuses to unwrap %j", async (keys) => {
    const { api } = checkedMock();

    expect(await api("POST /vault/v1/keys/decrypt", { keys })).toMatchObject({
      status: 400,
      body: { error: expect.any(String) },
    });
  });

  it("refuses a wrapped key with a changed byte", async () => {
    const { api } = checkedMock();
    const { body } = await api("POST /vault/v1/keys/data-key", { context });
    const bytes = [...atob(body.encrypted_keys)];
    bytes[bytes.length - 1] = String.fromCharCode((bytes.at(-1)?.charCodeAt(0) ?? 0) ^ 1);

    expect((await api("POST /vault/v1/keys/decrypt", { keys: btoa(bytes.join("")) })).status).toBe(400);
    expect((await api("POST /vault/v1/keys/rekey", { context, encrypted_keys: btoa(bytes.join("")) })).status).toBe(
      400,
    );
  });

  it.each([
    ["data-key", {}, 400],
    ["data-key", { context: "org_1" }, 400],
    ["data-key", { context: { level: 1 } }, 400],
    ["data-key", { context: { organization_id: "x".repeat(501) } }, 422],
    ["data-key", { context: Object.fromEntries([...Array(11).keys()].map((key) => [`key${key}`, "x"])) }, 422],
    ["rekey", { context }, 400],
    ["rekey", { context: [], encrypted_keys: "" }, 400],
    ["rekey", { context: { organization_id: "x".repeat(501) }, encrypted_keys: "" }, 422],
    ["decrypt", {}, 400],
  ])("refuses %s of %j with %i", async (path, body, status) => {
    const { api } = checkedMock();

    expect((await api(`POST /vault/v1/keys/${path}`, body)).status).toBe(status);
    expect((await api("GET /events")).body.data).toEqual([]);
  });

  it("shares a key encryption key between equal contexts, and makes it once", async () => {
    const { api } = checkedMock();
    const keyOf = async (name: string, key_context: object) =>
      (await api("POST /vault/v1/kv", { name, value: "v", key_context })).body.key_id;

    const [first, second, third] = [
      await keyOf("a", { region: "eu", team: "1" }),
      await keyOf("b", { team: "1", region: "eu" }),
      await keyOf("c", { team: "2", region: "eu" }),
    ];

    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect((await api("GET /events?events=vault.kek.created")).body.data).toHaveLength(2);
  });

  it("unwraps what was wrapped before a reset, unless the key above was deleted", async () => {
    const { api, mock } = checkedMock();
    const wrap = async () => (await api("POST /vault/v1/keys/data-key", { context })).body.encrypted_keys;
    const unwrap = async (keys: string) => (await api("POST /vault/v1/keys/decrypt", { keys })).status;
    const wrapped = await wrap();

    mock.reset();
    expect(await unwrap(wrapped)).toBe(200);
    mock.dashboard.vaultKeys.deleteKey({ key_context: context });
    expect(await unwrap(wrapped)).toBe(400);
    expect(await unwrap(await wrap())).toBe(200);
    expect((await api("GET /events?events=vault.kek.deleted")).body.data).toHaveLength(1);
  });

  it("opens no key of another environment", async () => {
    const { api } = checkedMock();
    const keys = (await api("POST /vault/v1/keys/data-key", { context })).body.encrypted_keys;
    const ofAnother = { authorization: "Bearer sk_test_another" };

    expect((await api("POST /vault/v1/keys/decrypt", { keys }, ofAnother)).status).toBe(400);
    expect((await api("POST /vault/v1/keys/decrypt", { keys })).status).toBe(200);
  });

  it("tells of keys handed out, unwrapped and of customers' own keys", async () => {
    const { api, mock } = checkedMock();
    const { body } = await api("POST /vault/v1/keys/data-key", { context });
    await api("POST /vault/v1/keys/decrypt", { keys: body.encrypted_keys });
    mock.dashboard.vaultKeys.verifyByokKey({ organization_id: "org_1", key_provider: "AWS_KMS" });
    mock.dashboard.vaultKeys.deleteByokKey({ organization_id: "org_1", key_provider: "AWS_KMS" });

    const events = (await api("GET /events?limit=100")).body.data.map((each: { event: string }) => each.event);

    expect(events).toEqual([
      "vault.kek.created",
      "vault.dek.read",
      "vault.dek.decrypted",
      "vault.byok_key.verification_completed",
      "vault.byok_key.deleted",
    ]);
  });
});
