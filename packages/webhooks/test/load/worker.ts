import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { Redis } from "ioredis";
import pg from "pg";
import type { DedupeStore } from "../../src/dedupe.ts";
import { createWebhookHandler } from "../../src/handler.ts";
import { toNodeHandler } from "../../src/node.ts";
import { postgresStore } from "../../src/postgres.ts";
import { redisStore } from "../../src/redis.ts";
import { sqliteStore } from "../../src/sqlite.ts";

// One process of an application: an HTTP endpoint over a shared store. It tells its parent about every run of the
// handler before the run can succeed, so that a run is known even when the process is killed right after it.
const [kind = "", url = "", secret = "", leaseMs = "", isStuck = ""] = process.argv.slice(2);

function openStore(): DedupeStore {
  if (kind === "redis") return redisStore(new Redis(url));
  if (kind === "postgres") return postgresStore(new pg.Pool({ connectionString: url, max: 8 }));
  const database = new DatabaseSync(url);
  database.exec("PRAGMA busy_timeout = 10000; PRAGMA synchronous = OFF");
  return sqliteStore(database);
}

function tell(message: object): Promise<void> {
  return new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}

const hooks = createWebhookHandler({ secret, dedupe: openStore(), leaseMs: Number(leaseMs) }).onAny(async (event) => {
  await tell({ run: event.id, at: process.hrtime.bigint().toString() });
  if (isStuck === "true") await new Promise(() => {});
});
const server = createServer(toNodeHandler(hooks));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) void tell({ port: address.port });
});
process.on("message", () => void tell({ rss: process.memoryUsage().rss }));
process.on("disconnect", () => process.exit());
