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

  it("is taken up where the line was cut, and asks for what is left alone", async () => {
    await using stage = await openExport();
    const outcomes = [{ cut_after_bytes: 1000 }, { cut_after_bytes: 0 }, { cut_after_bytes: 1500 }];
    stage.mock.dashboard.auditLogs.planDownloads({ outcomes });
    await using file = await open(stage.path, "w");

    const { bytes, totalBytes } = await downloadAuditLogExport(stage.client, stage.export, file, {
      world: stage.world,
    });

    expect(stage.downloads()).toEqual([
      [200, undefined],
      [206, "bytes=1000-"],
      [206, "bytes=1000-"],
      [206, "bytes=2500-"],
    ]);
    expect(await readFile(stage.path, "utf8")).toBe(await stage.whole());
    expect(totalBytes).toBe(bytes);
  });

  it("is taken up by another process, which knows the version that its part came from", async () => {
    await using stage = await openExport();
    stage.mock.dashboard.auditLogs.planDownloads({ outcomes: [{ cut_after_bytes: 1000 }] });
    const file = await open(stage.path, "w");
    let etag: string | undefined;
    const onProgress = (progress: DownloadProgress) => {
      etag = progress.etag;
    };
    const dying = downloadAuditLogExport(stage.client, stage.export, file, {
      world: stage.world,
      onProgress,
      retries: -1,
    });
    await expect(dying).rejects.toMatchObject({ name: "AuditLogExportError", reason: "refused" });
    await file.close();
    await using again = await open(stage.path, "a");
    const { size: offset } = await again.stat();
    expect(offset).toBe(1000);

    const resume = (version = etag) =>
      downloadAuditLogExport(stage.client, stage.export, again, { offset, ...(version && { etag: version }) });
    await expect(resume('"of another file"')).rejects.toMatchObject({ reason: "changed" });
    await resume();

    expect(await readFile(stage.path, "utf8")).toBe(await stage.whole());
    expect(stage.downloads().at(-2)).toEqual([206, "bytes=1000-"]);
  });

  it("is found complete by a process that has nothing left to do", async () => {
    await using stage = await openExport();
    const whole = await stage.whole();
    const sink = { write: () => expect.unreachable("Nothing is left to write.") };
    const offset = Buffer.byteLength(whole);

    const done = await downloadAuditLogExport(stage.client, stage.export, sink, { offset });

    expect(done).toMatchObject({ bytes: offset, totalBytes: offset });
    expect(stage.downloads().at(-1)).toEqual([416, `bytes=${offset}-`]);
  });

  it("gets a new address when the old one has expired on the way, and goes on in the middle", async () => {
    await using stage = await openExport();
    stage.mock.dashboard.auditLogs.planDownloads({ outcomes: [{ cut_after_bytes: 700 }, "expired"] });
    await using file = await open(stage.path, "w");

    await downloadAuditLogExport(stage.client, stage.export, file, { world: stage.world });

    expect(await readFile(stage.path, "utf8")).toBe(await stage.whole());
    expect(stage.downloads().slice(0, 3)).toEqual([
      [200, undefined],
      [403, "bytes=700-"],
      [206, "bytes=700-"],
    ]);
    expect(stage.mock.requests.of("getAuditLogExport").length).toBeGreaterThan(2);
  });

  it("that expired for good says so", async () => {
    await using stage = await openExport();
    stage.mock.dashboard.auditLogs.planExports({ states: ["ready", "expired"] });
    stage.mock.dashboard.auditLogs.planDownloads({ outcomes: ["expired"] });

    const outcome = downloadAuditLogExport(stage.client, stage.export, { write: () => {} }, { world: stage.world });

    await expect(outcome).rejects.toMatchObject({ name: "AuditLogExportError", reason: "expired" });
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
  const downloads = () =>
    stage.mock.requests.all
      .filter(({ path }) => path.startsWith("/audit_logs/downloads/"))
      .map(({ status, headers }) => [status, headers.range]);
  return {
    ...stage,
    export: made,
    path: join(folder, "export.csv"),
    world: { sleep, random: () => 0 },
    whole,
    /** Status and range of each request for the file. */
    downloads,
  };
}
