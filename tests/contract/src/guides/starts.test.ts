import { dsyncUserCreatedEvent, signed } from "@workos-kit/testing/fixtures";
import { expect, it, vi } from "vitest";
import { email, openStage } from "./stage.ts";

const { mock, dashboard } = await openStage();

it("the README's start", async () => {
  vi.stubGlobal("fetch", mock.fetch);
  const log = vi.spyOn(console, "log").mockReturnValue(undefined);

  await import("./readme.example.ts");

  expect(log.mock.calls).toEqual([["Acme"]]);
  log.mockRestore();
  vi.unstubAllGlobals();
});

it("the start of the whole: a client, a mock, an endpoint for webhooks", async () => {
  vi.stubGlobal("fetch", mock.fetch);
  vi.stubEnv("WORKOS_WEBHOOK_SECRET", "whsec_start");
  dashboard.organizations.create({ name: "Acme", domains: ["acme.test"], external_id: "customer-1" });
  const log = vi.spyOn(console, "log").mockReturnValue(undefined);

  await import("./start-client.example.ts");
  const own = await import("./start-mock.example.ts");
  const { added, POST } = await import("./start-webhooks.example.ts");
  const created = dsyncUserCreatedEvent({ directory_id: "directory_1", email });
  const { request } = await signed(created, { secret: "whsec_start" });
  const { status } = await POST(request);

  expect(log.mock.calls).toEqual([[400, expect.stringContaining("already"), expect.stringMatching(/^req/)], ["Acme"]]);
  expect((await own.workos.GET("/organizations")).ok).toBe(true);
  expect([status, added]).toEqual([200, [`directory_1: ${email}`]]);
  log.mockRestore();
  vi.unstubAllGlobals();
});

it("the start of a test: a world, its dashboard, a fault, its clock", async () => {
  const { name } = await import("./start-testing.example.ts");

  expect(name).toBe("Acme");
});
