import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { json, recorder } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import { decryptLocally, encryptLocally } from "./encrypt.ts";

const dataKey = Buffer.alloc(32, 7).toString("base64");
const key = { data_key: dataKey, encrypted_keys: "d3JhcHBlZA==" };

describe("local encryption", () => {
  it.each([undefined, null, 12_345, true, {}, ["a"], new Date(0)])(
    "refuses what is neither text nor bytes, and would be lost: %j",
    async (data) => {
      const { client, requests } = setUp(json(key));

      const outcome = encryptLocally(client, { data: data as never });

      await expect(outcome).rejects.toThrow("Only text and bytes can be encrypted.");
      expect(requests).toHaveLength(0);
    },
  );

  it("takes the bytes of any view, and no others", async () => {
    const { client } = setUp();
    const bytes = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
    const views = [new Uint16Array(bytes.buffer, 2, 2), new DataView(bytes.buffer, 2, 4), bytes.buffer.slice(2, 6)];

    for (const data of views) {
      const blob = await encryptLocally(client, { data: data as never, key });
      expect([...(await decryptLocally(client, { blob, key }))]).toEqual([3, 4, 5, 6]);
    }
  });

  it.each([
    ["data_key", ""],
    ["data_key", undefined],
    ["data_key", `${dataKey.slice(0, -1)}!`],
    ["data_key", Buffer.alloc(16, 7).toString("base64")],
    ["data_key", Buffer.alloc(33, 7).toString("base64")],
    ["encrypted_keys", ""],
    ["encrypted_keys", undefined],
    ["encrypted_keys", "%"],
  ])("refuses a key that no blob could be opened with: %s %s", async (field, value) => {
    const { client } = setUp();

    const outcome = encryptLocally(client, { data: "text", key: { ...key, [field]: value } });

    await expect(outcome).rejects.toThrow(new TypeError(`The ${field} is none that the vault gives.`));
  });

  it.each([
    ["is cut off", `{"context":{},"data_key":"${dataKey}","encryp`, 200],
    ["lacks the encrypted keys", JSON.stringify({ data_key: dataKey }), 200],
    ["is an error", JSON.stringify({ data_key: dataKey }), 500],
    ["has a data key that is too long", JSON.stringify({ ...key, data_key: `AAAA${dataKey}` }), 200],
  ])("shows no key in the error where the answer %s", async (_, body, status) => {
    const headers = { "content-type": "application/json" };
    const { client } = setUp(new Response(body, { status, headers }));

    const error = await encryptLocally(client, { data: "text" }).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(Error);
    for (const shown of [inspect(error, { depth: 9 }), JSON.stringify(error), Object(error).stack])
      expect(shown).not.toContain(dataKey.slice(0, 16));
  });
});

function setUp(...replies: Parameters<typeof recorder>) {
  const { fetch, requests } = recorder(...replies);
  return { client: createClient({ apiKey: "sk_test", fetch, retries: 0 }), requests };
}
