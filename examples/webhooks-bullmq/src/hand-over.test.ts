import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { servicePath, startRedis } from "@workos-kit/test-services";
import { createTestEvent, signPayload } from "@workos-kit/webhooks/testing";
import { describe, expect, it } from "vitest";
import { connect } from "./queue.ts";

const secret = "whsec_bullmq";
const events = 120;

/** Starts one of the two programs and waits for its first word. */
async function start(program: "receiver" | "worker", url: string): Promise<{ child: ChildProcess; port: number }> {
  const env = { ...process.env, REDIS_URL: url, WORKOS_WEBHOOK_SECRET: secret, PORT: "0", LOCK_MS: "500" };
  const child = fork(fileURLToPath(new URL(`./${program}.ts`, import.meta.url)), { env, silent: true });
  const message = await new Promise<{ port?: number }>((resolve) => child.once("message", resolve));
  return { child, port: message.port ?? 0 };
}

/** Ends a program, without warning unless told otherwise; tells its exit code. */
async function kill({ child }: { child: ChildProcess }, signal: NodeJS.Signals = "SIGKILL"): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.kill(signal);
  return ended;
}

async function deliver(port: number, id: string): Promise<boolean> {
  const { payload, headers } = await signPayload(createTestEvent("user.created", { id }), { secret });
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", headers, body: String(payload) }).catch(
    () => undefined,
  );
  return response?.status === 200;
}

describe.skipIf(servicePath("redis") === undefined)("handing over to BullMQ", () => {
  it("loses nothing while receiver and worker are killed", { timeout: 90_000 }, async () => {
    await using redis = await startRedis();
    const database = connect(redis.url);
    let receiver = await start("receiver", redis.url);
    let worker = await start("worker", redis.url);

    for (let index = 0; index < events; index++) {
      if (index % 40 === 20) {
        await kill(receiver);
        receiver = await start("receiver", redis.url);
      }
      if (index % 40 === 39) {
        await kill(worker);
        worker = await start("worker", redis.url);
      }
      // Every third event is delivered twice, as WorkOS does when it is in doubt.
      for (let turn = 0; turn < (index % 3 === 0 ? 2 : 1); turn++) {
        while (!(await deliver(receiver.port, `event_${index}`))) receiver = await start("receiver", redis.url);
      }
    }
    await expect.poll(() => database.hlen("handled"), { timeout: 60_000 }).toBe(events);

    const runs = Object.values(await database.hgetall("handled")).map(Number);
    // Only what was in the hands of a killed worker may have run again.
    expect(runs.filter((count) => count > 1).length).toBeLessThanOrEqual(3 * 8);
    await Promise.all([kill(receiver), kill(worker)]);
    database.disconnect();
  });

  it("refuses at once while Redis is away, and goes on when it is back", { timeout: 30_000 }, async () => {
    const redis = await startRedis();
    const receiver = await start("receiver", redis.url);
    await redis.stop();

    const started = performance.now();
    expect(await deliver(receiver.port, "event_away")).toBe(false);
    expect(performance.now() - started).toBeLessThan(4000);

    await using back = await startRedis({ port: redis.port });
    await expect.poll(() => deliver(receiver.port, "event_away"), { timeout: 20_000 }).toBe(true);
    expect(back.port).toBe(redis.port);
    await kill(receiver);
  });

  it("ends both programs by SIGTERM", { timeout: 30_000 }, async () => {
    await using redis = await startRedis();
    const receiver = await start("receiver", redis.url);
    const worker = await start("worker", redis.url);
    expect(await deliver(receiver.port, "event_last")).toBe(true);

    expect(await kill(receiver, "SIGTERM")).toBe(0);
    expect(await kill(worker, "SIGTERM")).toBe(0);
  });
});
