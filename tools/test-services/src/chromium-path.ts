import { existsSync } from "node:fs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** How Chromium is started in tests: without a sandbox, which containers do not allow, and without calls home. */
export const chromiumFlags: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Finds the system's Chromium, or the one that `CHROMIUM` names, or says what is missing. With `REQUIRE_SERVICES=1`, as
 * in CI, a missing browser is an error, so that nothing is skipped there unnoticed.
 */
export function chromiumPath(): string | undefined {
  const path = [process.env.CHROMIUM, ...places].find((each) => each !== undefined && existsSync(each));
  if (path !== undefined) return path;
  const advice = "Chromium is not installed, so its tests are skipped: install chromium, or name it in CHROMIUM.";
  if (process.env.REQUIRE_SERVICES === "1") throw new Error(advice);
  console.warn(advice);
  return undefined;
}
