import { describe, expect, it } from "vitest";
import { id, setUp, state } from "../../test/audit-log-export.ts";
import { json, stillWorld } from "../../test/recorder.ts";
import { waitForAuditLogExport } from "./wait.ts";

describe("waitForAuditLogExport", () => {
  it("looks again, ever less often, until the export is ready", async () => {
    const world = stillWorld();
    const { client } = setUp(state("pending"), state("pending"), state("pending"), state("ready"));

    expect(await waitForAuditLogExport(client, { id }, { world })).toMatchObject({ url: "https://files.test/1" });
    expect(world.sleeps).toEqual([1000, 1500, 2250]);
  });

  it.each([
    ["error", "failed"],
    ["expired", "expired"],
  ])("ends when the state is %s", async (value, reason) => {
    const { client } = setUp(state(value));

    await expect(waitForAuditLogExport(client, { id })).rejects.toMatchObject({
      name: "AuditLogExportError",
      reason,
      id,
    });
  });

  it("looks a last time when the time is up", async () => {
    const world = stillWorld();
    const { client } = setUp(state("pending"), state("pending"), state("ready"));

    expect(await waitForAuditLogExport(client, { id }, { world, timeoutMs: 1300 })).toMatchObject({ state: "ready" });
    expect(world.sleeps).toEqual([1000, 300]);
  });

  it("takes a state that is new for one that will pass, and ready without an address as well", async () => {
    const { client } = setUp(state("queued"), json({ id, state: "ready", url: null }), state("ready"));

    expect(await waitForAuditLogExport(client, { id }, { world: stillWorld() })).toMatchObject({ state: "ready" });
  });

  it("gives up in time, and with the caller's signal", async () => {
    const { client } = setUp(state("pending"));

    await expect(waitForAuditLogExport(client, { id }, { timeoutMs: 5000, world: stillWorld() })).rejects.toMatchObject(
      {
        name: "TimeoutError",
      },
    );
    await expect(
      waitForAuditLogExport(client, { id }, { signal: AbortSignal.abort(new Error("Stop.")) }),
    ).rejects.toThrow("Stop.");
  });
});
