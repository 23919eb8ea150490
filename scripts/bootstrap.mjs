// Runs on the host's Node (18 or later) and npm only: fetches the pinned pnpm, installs the lock file, hands over.
// From there on `pnpm run` puts the Node carried by the lock file first on the PATH.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const root = new URL("..", import.meta.url);
const { packageManager, config } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));

// Telemetry of the tools is off: setting up a repository must not talk to anyone but the registry.
const env = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
};

function pnpm(step, args, hint) {
  console.log(`\n▸ ${step}`);
  const run = spawnSync("npx", ["--yes", "--prefer-offline", packageManager, ...args], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    env,
  });
  if (run.error) console.error(`npx could not be started (${run.error.code}): install Node.js 20 or later with npm.`);
  if (run.status === 0) return;
  console.error(`\n✗ ${step} failed. ${hint}`);
  process.exit(run.status ?? 1);
}

const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 20) {
  console.error(`Node.js ${process.versions.node} is too old: install Node.js 20 or later, then run this again.`);
  process.exit(1);
}

// Runtimes (Bun, Deno, workerd, four Nodes; 300 MB) and most examples (Next.js, React, Jest …) are installed by the
// commands that need them, so that a clean clone is ready in seconds and checked in minutes.
const heavy = ["!@workos-kit/runtimes", ...config.heavyExamples.map((room) => `!./${room}`)];
const everyday = [
  "install",
  "--frozen-lockfile",
  "--trust-lockfile",
  ...heavy.flatMap((filter) => ["--filter", filter]),
];
const script = process.argv.slice(2);
pnpm(`Installing with ${packageManager}`, everyday, "Check that the npm registry can be reached, then run this again.");
pnpm(
  `pnpm ${script.join(" ")}`,
  script,
  "The first error above says what went wrong; the steps before it are cached, so a second run is quick.",
);
