import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WorkOS } from "@workos-inc/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../client.ts";
import { createDataKey } from "../operations.ts";
import { decryptLocally, decryptTextLocally, encryptLocally } from "./encrypt.ts";

// A vault that wraps keys by turning their bytes around: any reversible way does.
const requests: string[] = [];
const server = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  requests.push(request.url ?? "");
  const body = JSON.parse(text);
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(32)));
  const turn = (bytes: Buffer) => Buffer.from([...bytes].reverse());
  const wrap = Buffer.concat([turn(key), Buffer.alloc(200, 7)]);
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
  it.each(["", "text", "Zoë 🗝️", "x".repeat(100_000)])("opens what it sealed (%#)", async (data) => {
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
