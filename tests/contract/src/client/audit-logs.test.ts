import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DownloadProgress, downloadAuditLogExport, waitForAuditLogExport } from "@workos-kit/client/audit-logs";
import { createAuditLogEvent, createAuditLogExport, createAuditLogSchema } from "@workos-kit/client/operations";
import { afterEach, describe, expect, it } from "vitest";
import { openStage } from "./stage.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

describe("an audit log export", () => {
  it("is waited for, and streamed to a file with its progress", async () => {
    await using stage = await openExport();
    stage.mock.dashboard.auditLogs.planExports({ states: ["pending", "pending"] });
    const waits: number[] = [];
    const seen: DownloadProgress[] = [];
    await using file = await open(stage.path, "w");

    const ready = await waitForAuditLogExport(stage.client, stage.export, {
      onWait: ({ delayMs }) => waits.push(delayMs),
      world: stage.world,
    });
    const { bytes } = await downloadAuditLogExport(stage.client, ready, file, {
      onProgress: (each) => seen.push(each),
    });

    expect(waits).toEqual([1000, 1500]);
    expect(await readFile(stage.path, "utf8")).toBe(await stage.whole());
    expect([bytes, seen.at(-1)?.totalBytes]).toEqual([seen.at(-1)?.bytes, bytes]);
  });

  it("is taken up where it broke off, also by another process", async () => {
    await using stage = await openExport();
    const file = await open(stage.path, "w");
    const dying = downloadAuditLogExport(stage.client, stage.export, file, {
      fetch: cutAfter(1000),
      retries: 0,
      world: stage.world,
    });
    // Nothing new comes after the first thousand bytes, again and again.
    await expect(dying).rejects.toMatchObject({ name: "AuditLogExportError", reason: "refused" });
    await file.close();
    await using again = await open(stage.path, "a");
    const { size } = await again.stat();
    expect(size).toBe(1000);

    await downloadAuditLogExport(stage.client, stage.export, again, { offset: size });

    expect(await readFile(stage.path, "utf8")).toBe(await stage.whole());
  });

  it("gets a new address when the old one has expired on the way", async () => {
    await using stage = await openExport();
    await using file = await open(stage.path, "w");
    let isLate = true;
    const late = async (url: string, init: RequestInit) => {
      if (isLate) await stage.mock.clock.advance({ minutes: 11 });
      isLate = false;
      return fetch(url, init);
    };

    await downloadAuditLogExport(stage.client, stage.export, file, { fetch: late, world: stage.world });

    expect(await readFile(stage.path, "utf8")).toBe(await stage.whole());
    expect(stage.mock.requests.of("getAuditLogExport").length).toBeGreaterThan(1);
  });

  it("that failed says so", async () => {
    await using stage = await openExport();
    stage.mock.dashboard.auditLogs.planExports({ states: ["error"] });

    await expect(waitForAuditLogExport(stage.client, stage.export)).rejects.toMatchObject({
      name: "AuditLogExportError",
      reason: "failed",
    });
  });
});

describe("an audit log event", () => {
  it("that is sent twice under one key is recorded once", async () => {
    await using stage = await openStage();
    const organization = stage.mock.dashboard.organizations.create({ name: "Acme" });
    await createAuditLogSchema(stage.client, { action_name: "document.opened", targets: [{ type: "document" }] });
    const send = () =>
      createAuditLogEvent(
        stage.client,
        { organization_id: organization.id, event: eventOf(1) },
        { idempotencyKey: "import-1" },
      );

    await send();
    await send();

    expect(stage.mock.dashboard.auditLogs.list({ organization })).toHaveLength(1);
  });
});

function eventOf(number: number) {
  return {
    action: "document.opened",
    occurred_at: new Date(Date.UTC(2025, 11, 1, 0, 0, number)),
    actor: { id: `user_${number}`, type: "user" },
    targets: [{ id: `document_${number}`, type: "document" }],
    context: { location: "192.0.2.1" },
  };
}

/** A line that dies after so many bytes, and brings nothing when asked again. */
function cutAfter(bytes: number) {
  let left = bytes;
  return async (url: string, init: RequestInit): Promise<Response> => {
    const whole = new Uint8Array(await (await fetch(url, init)).arrayBuffer());
    const part = whole.subarray(0, left);
    left = 0;
    return new Response(part, { headers: { "content-length": String(whole.length) } });
  };
}

async function openExport() {
  const stage = await openStage();
  const organization = stage.mock.dashboard.organizations.create({ name: "Acme" });
  for (let number = 0; number < 40; number++)
    stage.mock.dashboard.auditLogs.create({
      organization,
      ...eventOf(number),
      occurred_at: eventOf(number).occurred_at.toISOString(),
    });
  const made = await createAuditLogExport(stage.client, {
    organization_id: organization.id,
    range_start: new Date(Date.UTC(2025, 10, 15)),
    range_end: new Date(Date.UTC(2026, 0, 1)),
  });
  const folder = await mkdtemp(join(tmpdir(), "export-"));
  folders.push(folder);
  const sleep = async (ms: number) => stage.mock.clock.advance(ms);
  const whole = async () => {
    const { url } = await waitForAuditLogExport(stage.client, made);
    return (await fetch(url)).text();
  };
  return { ...stage, export: made, path: join(folder, "export.csv"), world: { sleep, random: () => 0 }, whole };
}
