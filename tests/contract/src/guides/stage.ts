import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMock, type Mock } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";
import { afterAll, beforeEach, vi } from "vitest";

export const email = "ada@acme.test";
export const password = "correct-Horse-7-staple";

export interface Stage {
  readonly mock: Mock;
  readonly dashboard: Mock["dashboard"];
  readonly url: string;
  /** For files; gone afterwards. */
  readonly folder: string;
}

/** The examples read the environment, as an app does: a mock behind a port is what they find there, empty in each test. */
export async function openStage(): Promise<Stage> {
  const mock = createMock({ seed: 1 });
  const server = await serve(mock);
  const folder = await mkdtemp(join(tmpdir(), "guides-"));
  vi.stubEnv("WORKOS_API_KEY", mock.apiKey);
  vi.stubEnv("WORKOS_CLIENT_ID", mock.clientId);
  vi.stubEnv("WORKOS_BASE_URL", server.url);
  vi.stubEnv("COOKIE_PASSWORD", "a cookie password of 32 characters");
  beforeEach(() => mock.reset());
  afterAll(async () => {
    vi.unstubAllEnvs();
    await server.close();
    await rm(folder, { recursive: true });
  });
  return { mock, dashboard: mock.dashboard, url: server.url, folder };
}

/** Follows an address like a browser: gives where it redirects to. */
export async function visit(url: string): Promise<string> {
  return (await fetch(url, { redirect: "manual" })).headers.get("location") ?? "";
}

/** Goes where a sign-in leads, and back to the app with the cookie that it has set. */
export async function comeBack(started: Response): Promise<Request> {
  const cookie = started.headers.get("set-cookie")?.split(";")[0] ?? "";
  return new Request(await visit(started.headers.get("location") ?? ""), { headers: { cookie } });
}
