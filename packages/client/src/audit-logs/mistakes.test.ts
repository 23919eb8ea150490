import { describe, expect, it } from "vitest";
import { collector, id, setUp, state } from "../../test/audit-log-export.ts";
import { json, stillWorld } from "../../test/recorder.ts";
import { type DownloadOptions, downloadAuditLogExport } from "./download.ts";
import { waitForAuditLogExport } from "./wait.ts";

const sink = { write: () => expect.unreachable("Nothing may be written.") };
const fetch = () => expect.unreachable("Nothing may be fetched.");

describe("a download that cannot succeed", () => {
  it.each(["", "..", undefined])("says at once that the id is none: %j", async (wrong) => {
    const world = stillWorld();
    const { client } = setUp(state("ready"));

    const outcome = downloadAuditLogExport(client, { id: wrong as string }, sink, { fetch, world });

    await expect(outcome).rejects.toMatchObject({ name: "ConfigurationError" });
    expect(world.sleeps).toEqual([]);
  });

  it.each([Number.NaN, -1, 1.5, 10n, "10", null])("says at once that the offset is none: %s", async (wrong) => {
    const { client, requests } = setUp(state("ready"));

    const outcome = downloadAuditLogExport(client, { id }, sink, { fetch, offset: wrong as number });

    await expect(outcome).rejects.toThrow(TypeError);
    expect(requests).toHaveLength(0);
  });

  it.each(["onWait", "onProgress"])("ends with what %s throws, as it is", async (name) => {
    const { client, requests } = setUp(state("pending"), state("ready"));
    const mistake = new TypeError("Not a function.");
    const options: DownloadOptions = {
      world: stillWorld(),
      fetch: async () => new Response("row"),
      [name]: () => {
        throw mistake;
      },
    };

    await expect(downloadAuditLogExport(client, { id }, collector().sink, options)).rejects.toBe(mistake);
    expect(requests.length).toBe(name === "onWait" ? 1 : 2);
  });

  it.each([401, 403, 404, 422])("ends with what the API refuses: %i", async (status) => {
    const { client, requests } = setUp(json({ message: "No." }, status));

    await expect(downloadAuditLogExport(client, { id }, sink, { fetch, world: stillWorld() })).rejects.toMatchObject({
      name: "ApiError",
      status,
    });
    expect(requests).toHaveLength(1);
  });
});

describe("a download whose limits are no numbers", () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
    "waits for bytes all the same: %d",
    async (idleTimeoutMs) => {
      const { client } = setUp(state("ready"));
      const { sink: file, text } = collector();
      const slow = () => new Promise<Response>((resolve) => setTimeout(() => resolve(new Response("row")), 20));

      await downloadAuditLogExport(client, { id }, file, { fetch: slow, idleTimeoutMs, retries: 0 });

      expect(text()).toBe("row");
    },
  );

  it("ends all the same", async () => {
    const { client } = setUp(state("ready"));
    const busy = async () => new Response("busy", { status: 503 });
    const options = { fetch: busy, world: stillWorld(), retries: Number.NaN };

    await expect(downloadAuditLogExport(client, { id }, sink, options)).rejects.toMatchObject({ reason: "refused" });
  });
});

describe("a wait", () => {
  it.each([
    ["intervalMs", { intervalMs: Number.NaN }, [1000, 1500, 2250]],
    ["timeoutMs", { timeoutMs: Number.NaN }, [1000, 1500, 2250]],
    ["intervalMs", { intervalMs: 0 }, [100, 150, 225]],
    ["intervalMs", { intervalMs: Number.POSITIVE_INFINITY }, [10_000, 10_000, 10_000]],
    ["timeoutMs", { timeoutMs: Number.POSITIVE_INFINITY }, [1000, 1500, 2250]],
  ])("takes no %s that is no time for none at all: %j", async (_, options, sleeps) => {
    const world = stillWorld();
    const { client } = setUp(state("pending"), state("pending"), state("pending"), state("ready"));

    await waitForAuditLogExport(client, { id }, { world, ...options });

    expect(world.sleeps).toEqual(sleeps);
  });

  it("that was given no time to end ends after ten minutes", async () => {
    const { client } = setUp(state("pending"));

    const outcome = waitForAuditLogExport(client, { id }, { world: stillWorld(), timeoutMs: Number.NaN });

    await expect(outcome).rejects.toMatchObject({ name: "TimeoutError", timeoutMs: 600_000 });
  });
});
