import { describe, expect, it } from "vitest";
import { json, recorder } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import { getOrganization, listOrganizations } from "../operations.ts";

const refused = () => clientOf(async () => json({ message: "no" }, 404));
const cut = () => clientOf(() => Promise.reject(new TypeError("fetch failed")));
const slow = () => clientOf(() => new Promise(() => {}), { timeoutMs: 5 });

// What a log shows of an error must tell which line of the app had asked.
describe("the stack of a failed call names who waits for it", () => {
  it.each([
    ["an answer of the API", refused],
    ["a broken connection", cut],
    ["a time-out", slow],
  ])("of %s", async (_, open) => {
    const client = open();
    const calls = [
      async function byFunction() {
        await getOrganization(client, { id: "org_1" });
      },
      async function withResponse() {
        await getOrganization(client, { id: "org_1" }).withResponse();
      },
      async function byList() {
        await listOrganizations(client);
      },
      async function byItem() {
        for await (const _ of listOrganizations(client));
      },
    ];

    for (const call of calls) {
      const error = await call().catch((reason: Error) => reason);
      expect(String(Object(error).stack)).toContain(call.name);
    }
  });

  it("is left alone where the error is the caller's own", async () => {
    const reason = new Error("enough");
    const { stack } = reason;
    const signal = AbortSignal.abort(reason);

    await expect(getOrganization(refused(), { id: "org_1" }, { signal })).rejects.toBe(reason);
    expect(reason.stack).toBe(stack);
  });
});

function clientOf(answer: () => Promise<Response>, options = {}) {
  return createClient({ apiKey: "sk", retries: 0, fetch: recorder(answer).fetch, ...options });
}
