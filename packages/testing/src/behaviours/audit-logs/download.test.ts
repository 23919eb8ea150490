import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const range = { range_start: "2025-12-01T00:00:00.000Z", range_end: "2026-01-01T00:00:00.000Z" };

describe("the file of an export", () => {
  it("is made once: what is recorded later is not in it, and its version stays", async () => {
    const { record, fileOf } = await setUp();
    const before = await fileOf();

    record();

    const after = await fileOf();
    expect(after.body).toBe(before.body);
    expect(after.headers.get("etag")).toBe(before.headers.get("etag"));
    expect(after.headers.get("last-modified")).toBe(before.headers.get("last-modified"));
  });

  it("comes in pieces that fit together, also in the middle of a letter", async () => {
    const { mock, fileOf, url } = await setUp();
    const whole = new TextEncoder().encode((await fileOf()).body);
    const address = await url();

    for (const at of [1, whole.indexOf(0xc3) + 1, whole.length - 1]) {
      const piece = async (asked: string) => {
        const answer = await mock.fetch(address, { headers: { range: asked } });
        return new Uint8Array(await answer.arrayBuffer());
      };
      const [start, rest] = [await piece(`bytes=0-${at - 1}`), await piece(`bytes=${at}-`)];
      expect([...start, ...rest]).toEqual([...whole]);
    }
    expect(mock.requests.all.at(-1)).toMatchObject({ status: 206, answer: "\n" });
  });

  it("is to be had at every link that has not expired", async () => {
    const { mock, api, url } = await setUp();
    const first = await url();
    await mock.clock.advance({ minutes: 6 });
    const second = await url();
    const statuses = async () => [(await api(`GET ${first}`)).status, (await api(`GET ${second}`)).status];

    expect(first).not.toBe(second);
    expect(await statuses()).toEqual([200, 200]);
    await mock.clock.advance({ minutes: 6 });
    expect(await statuses()).toEqual([403, 200]);
  });

  it("is refused as planned, by a link that stays expired", async () => {
    const { mock, api, url } = await setUp();
    mock.dashboard.auditLogs.planDownloads({ outcomes: ["whole", "expired"] });
    const link = await url();
    const statuses: number[] = [];

    for (let count = 0; count < 3; count++) statuses.push((await api(`GET ${link}`)).status);
    statuses.push((await api(`GET ${await url()}`)).status);

    expect(statuses).toEqual([200, 403, 403, 200]);
  });

  it("breaks off as planned, after its headers and so many bytes", async () => {
    const { mock, url } = await setUp();
    const outcomes = [{ cut_after_bytes: 7 }, { cut_after_bytes: 0 }, { cut_after_bytes: 9999 }];
    mock.dashboard.auditLogs.planDownloads({ outcomes });
    const link = await url();

    const [seven, none] = [await readOf(await mock.fetch(link)), await readOf(await mock.fetch(link))];

    expect(seven).toEqual({ text: "id,acti", isCut: true });
    expect(none).toEqual({ text: "", isCut: true });
    // There is nothing to cut behind the end.
    expect((await readOf(await mock.fetch(link))).isCut).toBe(false);
  });

  it("is gone once the export has expired, as planned", async () => {
    const { mock, api, state, url } = await setUp();
    mock.dashboard.auditLogs.planExports({ states: ["pending", "ready", "expired"] });

    expect([await state(), await state()]).toEqual(["pending", "ready"]);
    mock.dashboard.auditLogs.planExports({ states: [] });
    const link = await url();
    mock.dashboard.auditLogs.planExports({ states: ["expired"] });
    expect([await state(), await state()]).toEqual(["expired", "expired"]);
    expect((await api(`GET ${link}`)).status).toBe(403);
  });
});

async function setUp() {
  const { mock, api } = checkedMock();
  const organization = mock.dashboard.organizations.create({ name: "Acme" });
  const record = () =>
    mock.dashboard.auditLogs.create({
      organization,
      action: "report.shared",
      occurred_at: "2025-12-20T12:00:00.000Z",
      actor: { id: "user_1", type: "user", name: "Zoë" },
      targets: [],
      context: { location: "203.0.113.24" },
    });
  record();
  const { body } = await api("POST /audit_logs/exports", { organization_id: organization.id, ...range });
  const fetched = async () => (await api(`GET /audit_logs/exports/${body.id}`)).body;
  const url = async (): Promise<string> => (await fetched()).url;
  return {
    mock,
    api,
    record,
    url,
    state: async () => (await fetched()).state,
    fileOf: async () => api(`GET ${await url()}`),
  };
}

async function readOf(response: Response): Promise<{ text: string; isCut: boolean }> {
  let text = "";
  try {
    for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
  } catch {
    return { text, isCut: true };
  }
  return { text, isCut: false };
}
