import { setTimeout as pause } from "node:timers/promises";
import { closeConnections, type LoadDelivery, mixture, post, seeded } from "./deliveries.ts";
import { WorkerProcess, type WorkerSettings } from "./worker-process.ts";

/** What to run. */
export interface LoadOptions extends Omit<WorkerSettings, "secret" | "leaseMs"> {
  readonly size: number;
  readonly workers: number;
  readonly kills: number;
  readonly concurrency: number;
}

/** What came of it. */
export interface LoadReport {
  readonly deliveries: number;
  readonly genuineEvents: number;
  readonly attempts: number;
  readonly kills: number;
  readonly seconds: number;
  /** Genuine events that no handler ever saw. */
  readonly lost: number;
  /** Runs of a handler that began after the event had been acknowledged. */
  readonly runAfterDone: number;
  /** Events that ran more than once, because their worker was killed before it could complete them. */
  readonly runTwice: number;
  /** Forged deliveries that were answered with anything but 401, or that ran. */
  readonly forgedAccepted: number;
  /** Resident memory of a worker that was never killed: in the middle, and at the end, in MiB. */
  readonly memoryMiB: readonly [middle: number, end: number];
}

const secret = "whsec_load";
const leaseMs = 2000;

/** Sends the load to workers that are killed now and then, retrying like WorkOS does until a delivery is taken. */
export async function runLoad(options: LoadOptions): Promise<LoadReport> {
  const runs = new Map<string, bigint[]>();
  const acknowledged = new Map<string, bigint>();
  const record = (id: string, at: bigint): void => void runs.set(id, [...(runs.get(id) ?? []), at]);
  const settings = { kind: options.kind, url: options.url, secret, leaseMs };
  const workers = Array.from({ length: options.workers }, () => new WorkerProcess(settings, record));
  await Promise.all(workers.map((worker) => worker.start()));

  const random = seeded(1);
  const deliveries = mixture(options.size, random);
  const started = performance.now();
  let next = 0;
  let attempts = 0;
  let forgedAccepted = 0;
  let middle = 0;
  const restarts: Promise<void>[] = [];
  const every = Math.max(1, Math.floor(options.size / (options.kills + 1)));

  const deliver = async (delivery: LoadDelivery): Promise<void> => {
    for (;;) {
      const worker = workers[Math.floor(random() * workers.length)];
      const status = worker && worker.port > 0 ? await post(worker.port, delivery, secret) : 0;
      attempts += 1;
      if (status === 200 || status === 401) {
        if (delivery.isForged !== (status === 401)) forgedAccepted += 1;
        if (status === 200 && !acknowledged.has(delivery.id)) acknowledged.set(delivery.id, process.hrtime.bigint());
        return;
      }
      // Somebody else is at it, or its worker has just been killed: come again a little later.
      await pause(20 + random() * 60);
    }
  };
  const send = async (): Promise<void> => {
    for (let index = next++; index < deliveries.length; index = next++) {
      const delivery = deliveries[index];
      // The first worker is never killed, so that its memory can be followed.
      const turn = Math.floor(index / every);
      const victim = workers[1 + (turn % Math.max(1, workers.length - 1))];
      if (index % every === every - 1 && turn < options.kills && victim) restarts.push(victim.kill());
      if (index === Math.floor(options.size / 2)) middle = (await workers[0]?.memory()) ?? 0;
      if (delivery) await deliver(delivery);
    }
  };
  try {
    await Promise.all(Array.from({ length: options.concurrency }, send));
    await Promise.all(restarts);
    const end = (await workers[0]?.memory()) ?? 0;
    const genuine = new Set(deliveries.filter(({ isForged }) => !isForged).map(({ id }) => id));
    const entries = [...runs];
    return {
      deliveries: deliveries.length,
      genuineEvents: genuine.size,
      attempts,
      kills: workers.reduce((sum, worker) => sum + worker.kills, 0),
      seconds: (performance.now() - started) / 1000,
      lost: [...genuine].filter((id) => !runs.has(id)).length,
      runAfterDone: entries.filter(([id, times]) => times.some((at) => at > (acknowledged.get(id) ?? at))).length,
      runTwice: entries.filter(([, times]) => times.length > 1).length,
      forgedAccepted: forgedAccepted + entries.filter(([id]) => !genuine.has(id)).length,
      memoryMiB: [Math.round(middle / 2 ** 20), Math.round(end / 2 ** 20)],
    };
  } finally {
    // A worker that is still starting must not be stopped: its start would fail with nobody to hear of it.
    await Promise.all(restarts);
    await Promise.all(workers.map((worker) => worker.stop()));
    closeConnections();
  }
}
