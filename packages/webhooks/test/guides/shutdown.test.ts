import { expect, it, vi } from "vitest";
import { createTestEvent, signPayload } from "../../src/testing.ts";
import { listen } from "../frameworks/listen.ts";
import { imports } from "./import-user.ts";

it("lets a handler finish that outlived its answer", async () => {
  vi.stubEnv("DEADLINE_MS", "10");
  const { server, stop } = await import("./shutdown.example.ts");
  vi.unstubAllEnvs();
  const { url } = await listen(server);
  const event = createTestEvent("user.created", { data: { email: "ada@example.com" } });
  const { payload, headers } = await signPayload(JSON.stringify(event), { secret: "whsec_frameworks" });

  const { status } = await fetch(url, { method: "POST", headers, body: String(payload) });
  let isStopped = false;
  const stopped = stop().then(() => {
    isStopped = true;
  });
  await expect.poll(() => server.listening).toBe(false);
  const wasStoppedBefore = isStopped;
  imports.gate.resolve();
  await stopped;

  expect([status, wasStoppedBefore, imports.done]).toEqual([503, false, ["ada@example.com"]]);
});
