import { WorkOS } from "@workos-inc/node";
import { decryptLocally, decryptTextLocally, encryptLocally } from "@workos-kit/client/vault";
import { describe, expect, it } from "vitest";
import { failureOf, openStage } from "./stage.ts";

const secret = "the recipe of the house";
const context = { organization_id: "org_1" };

describe("encryption on this machine with keys of the vault", () => {
  it("makes the round trip, and the API never sees what it is about", async () => {
    await using stage = await openStage();

    const blob = await encryptLocally(stage.client, { data: secret, context, associatedData: "row 7" });

    expect(await decryptTextLocally(stage.client, { blob, associatedData: "row 7" })).toBe(secret);
    const sent = stage.mock.requests.all.map(({ operation, body }) => [operation, JSON.stringify(body)]);
    expect(sent.map(([operation]) => operation)).toEqual(["createDataKey", "decryptDataKey"]);
    expect(JSON.stringify(sent)).not.toContain(secret);
    expect(atob(blob)).not.toContain(secret);
  });

  it("keeps bytes as they are, and a data key may serve several times", async () => {
    await using stage = await openStage();
    const { data: key } = await stage.client.POST("/vault/v1/keys/data-key", { body: { context } });
    if (key === undefined) throw new Error("No key was made.");
    const bytes = crypto.getRandomValues(new Uint8Array(10_000));

    const blobs = await Promise.all([1, 2, 3].map(() => encryptLocally(stage.client, { data: bytes, key })));

    expect(new Set(blobs).size).toBe(3);
    for (const blob of blobs) expect(await decryptLocally(stage.client, { blob })).toEqual(bytes);
    expect(stage.mock.requests.of("createDataKey")).toHaveLength(1);
  });

  it("opens what the vendor's SDK sealed, and the other way around", async () => {
    await using stage = await openStage();
    const { hostname, port } = new URL(stage.url);
    const vendor = new WorkOS(stage.mock.apiKey, { apiHostname: hostname, port: Number(port), https: false });

    const theirs = await vendor.vault.encrypt(secret, context, "row 7");
    const ours = await encryptLocally(stage.client, { data: secret, context, associatedData: "row 7" });

    expect(await decryptTextLocally(stage.client, { blob: theirs, associatedData: "row 7" })).toBe(secret);
    expect(await vendor.vault.decrypt(ours, "row 7")).toBe(secret);
  });

  it("refuses a changed blob, and other associated data", async () => {
    await using stage = await openStage();
    const blob = await encryptLocally(stage.client, { data: secret, context, associatedData: "row 7" });
    const changed = btoa(atob(blob).replace(/.$/s, (last) => String.fromCharCode(last.charCodeAt(0) ^ 1)));

    const open = (input: { blob: string; associatedData?: string }) => decryptLocally(stage.client, input);
    await expect(open({ blob: changed, associatedData: "row 7" })).rejects.toMatchObject({ name: "VaultBlobError" });
    await expect(open({ blob, associatedData: "row 8" })).rejects.toMatchObject({ name: "VaultBlobError" });
  });

  it("refuses a blob that was changed at any place", async () => {
    await using stage = await openStage();
    const whole = Buffer.from(await encryptLocally(stage.client, { data: secret, context }), "base64");

    const names = new Set<string>();
    for (let place = 0; place < whole.length; place++) {
      const changed = Buffer.from(whole);
      changed[place] = (changed[place] ?? 0) ^ 0x10;
      const error = await failureOf(decryptLocally(stage.client, { blob: changed.toString("base64") }));
      names.add(String(Object(error).name));
    }

    // What belongs to the encrypted key is for the API to refuse.
    expect([...names].sort()).toEqual(["ApiError", "VaultBlobError"]);
  });

  it("refuses a blob that ends too early, wherever", async () => {
    await using stage = await openStage();
    const whole = Buffer.from(await encryptLocally(stage.client, { data: secret, context }), "base64");

    for (let length = 0; length < whole.length; length++) {
      const blob = whole.subarray(0, length).toString("base64");
      await expect(decryptLocally(stage.client, { blob })).rejects.toMatchObject({ name: "VaultBlobError" });
    }
  });
});
