import { describe, expect, it } from "vitest";
import { closeConnections, post } from "../load/deliveries.ts";
import { WorkerProcess, type WorkerSettings } from "../load/worker-process.ts";

const secret = "whsec_processes";
/** Long enough that it cannot end while the processes race, short enough to be waited for. */
const leaseMs = 2000;

/** What a store must do for processes of their own, tested against its real server. */
export function itServesProcesses(shared: () => Pick<WorkerSettings, "kind" | "url">): void {
  describe("between two processes", { timeout: 60_000 }, () => {
    it("gives each event to one of them, when both get it at once", async () => {
      const runs: string[] = [];
      const workers = [0, 1].map(() => new WorkerProcess({ ...shared(), secret, leaseMs }, (id) => runs.push(id)));
      await Promise.all(workers.map((worker) => worker.start()));
      const ids = Array.from({ length: 20 }, () => `event_${crypto.randomUUID()}`);

      const statuses = await Promise.all(
        ids.flatMap((id) => workers.map(({ port }) => post(port, { id, isForged: false }, secret))),
      );
      await Promise.all(workers.map((worker) => worker.stop()));
      closeConnections();

      expect(runs.sort()).toEqual(ids.sort());
      // The second one comes too early, or is told that the event is done.
      expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
    });

    it("hands an event over when the first is killed in the middle of it", async () => {
      const runs: string[] = [];
      let begun = () => {};
      const isRunning = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const doomed = new WorkerProcess({ ...shared(), secret, leaseMs, isStuck: true }, () => {
        runs.push("doomed");
        begun();
      });
      const heir = new WorkerProcess({ ...shared(), secret, leaseMs }, () => runs.push("heir"));
      await Promise.all([doomed.start(), heir.start()]);
      const event = { id: `event_${crypto.randomUUID()}`, isForged: false };

      const cut = post(doomed.port, event, secret);
      await isRunning;
      const early = await post(heir.port, event, secret);
      await doomed.stop();

      expect([await cut, early]).toEqual([0, 409]);
      await expect.poll(() => post(heir.port, event, secret), { timeout: 30_000 }).toBe(200);
      expect(await post(heir.port, event, secret)).toBe(200);
      expect(runs).toEqual(["doomed", "heir"]);
      await heir.stop();
      closeConnections();
    });
  });
}
