import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WorkOS } from "@workos-inc/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../client.ts";
import { createDataKey } from "../operations.ts";
import { decryptLocally, decryptTextLocally, encryptLocally } from "./encrypt.ts";

// A vault that wraps keys by turning their bytes around: any reversible way does.
const requests: string[] = [];
const contexts: unknown[] = [];
let padding = 200;
const server = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  requests.push(request.url ?? "");
  const body = JSON.parse(text);
  if (body.context) contexts.push(body.context);
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(32)));
  const turn = (bytes: Buffer) => Buffer.from([...bytes].reverse());
  const wrap = Buffer.concat([turn(key), Buffer.alloc(padding, 7)]);
  const answer = request.url?.endsWith("/decrypt")
    ? { data_key: turn(Buffer.from(body.keys, "base64").subarray(0, 32)).toString("base64"), id: "key_1" }
    : { data_key: key.toString("base64"), encrypted_keys: wrap.toString("base64"), id: "key_1", context: body.context };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
});
let client: ReturnType<typeof createClient>;
let vendor: WorkOS;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  client = createClient({ apiKey: "sk_test", baseUrl: `http://127.0.0.1:${port}` });
  vendor = new WorkOS("sk_test", { apiHostname: "127.0.0.1", port, https: false });
});
afterAll(() => void server.close());

describe("local encryption", () => {
  it.each(["", "text", "Zoë 🗝️", "\uFEFFmarked", "x".repeat(100_000)])("opens what it sealed (%#)", async (data) => {
    const blob = await encryptLocally(client, { data, context: { organization: "org_1" } });

    expect(await decryptTextLocally(client, { blob })).toBe(data);
    if (data !== "") expect(atob(blob)).not.toContain(data);
  });

  it("keeps bytes as they are", async () => {
    const data = crypto.getRandomValues(new Uint8Array(1000));

    const blob = await encryptLocally(client, { data });

    expect(await decryptLocally(client, { blob })).toEqual(data);
  });

  it.each([[undefined], ["user_1"]])(
    "agrees with the vendor's SDK both ways (associated data: %s)",
    async (associatedData) => {
      const aad = associatedData === undefined ? {} : { associatedData };
      const theirs = await vendor.vault.encrypt("made by them", { organization: "org_1" }, associatedData);
      const ours = await encryptLocally(client, { data: "made by us", ...aad });

      expect(await decryptTextLocally(client, { blob: theirs, ...aad })).toBe("made by them");
      expect(await vendor.vault.decrypt(ours, associatedData)).toBe("made by us");
    },
  );

  it.each([127, 128, 16_383, 16_384, 2_097_152])(
    "agrees with the vendor's SDK on how long an encrypted key is: %i bytes",
    async (length) => {
      padding = length - 32;
      try {
        const theirs = await vendor.vault.encrypt("made by them", {});
        const ours = await encryptLocally(client, { data: "made by us" });

        expect(await decryptTextLocally(client, { blob: theirs })).toBe("made by them");
        expect(await vendor.vault.decrypt(ours)).toBe("made by us");
      } finally {
        padding = 200;
      }
    },
  );

  it("agrees with the vendor's SDK on an empty text", async () => {
    expect(await decryptTextLocally(client, { blob: await vendor.vault.encrypt("", {}) })).toBe("");
    expect(await vendor.vault.decrypt(await encryptLocally(client, { data: "" }))).toBe("");
  });

  it("asks for the key of a context as the vendor's SDK does", async () => {
    const context = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`schlüssel ${index} 🔑`, "値".repeat(99)]),
    );

    await vendor.vault.encrypt("text", context);
    await encryptLocally(client, { data: "text", context });

    expect(contexts.slice(-2)).toEqual([context, context]);
  });

  it("opens megabytes that the vendor's SDK sealed, and the other way around", async () => {
    const text = "0123456789".repeat(300_000);

    expect(await decryptTextLocally(client, { blob: await vendor.vault.encrypt(text, {}) })).toBe(text);
    expect(await vendor.vault.decrypt(await encryptLocally(client, { data: text }))).toBe(text);
  });

  it("opens blobs of a key at hand without asking, and others as before", async () => {
    const key = await createDataKey(client, { context: {} });
    const [mine, other] = await Promise.all([
      encryptLocally(client, { data: "mine", key }),
      encryptLocally(client, { data: "other" }),
    ]);
    const before = requests.length;

    expect(await decryptTextLocally(client, { blob: mine, key })).toBe("mine");
    expect(requests.length).toBe(before);
    expect(await decryptTextLocally(client, { blob: other, key })).toBe("other");
    expect(requests.length).toBe(before + 1);
  });

  it("uses one data key for many blobs when given one", async () => {
    const key = await createDataKey(client, { context: {} });
    const before = requests.length;

    const blobs = await Promise.all(["a", "b", "c"].map((data) => encryptLocally(client, { data, key })));

    expect(requests.length).toBe(before);
    expect(new Set(blobs).size).toBe(3);
    expect(await decryptTextLocally(client, { blob: blobs[2] ?? "" })).toBe("c");
  });

  it("notices a change of the blob, and other associated data", async () => {
    const blob = await encryptLocally(client, { data: "text", associatedData: "row 1" });
    const bytes = Buffer.from(blob, "base64");
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;

    for (const input of [
      { blob },
      { blob, associatedData: "row 2" },
      { blob: bytes.toString("base64"), associatedData: "row 1" },
    ]) {
      await expect(decryptLocally(client, input)).rejects.toMatchObject({
        name: "VaultBlobError",
        reason: "authentication",
      });
    }
  });

  it.each([
    "",
    "%%%",
    btoa("short"),
    btoa(`${"x".repeat(28)}\xff\xff\xff\xff\xff\x01`),
    btoa(`${"x".repeat(28)}\x7fabc`),
  ])("refuses what is no blob (%#)", async (blob) => {
    await expect(decryptLocally(client, { blob })).rejects.toMatchObject({ reason: "malformed" });
  });
});
