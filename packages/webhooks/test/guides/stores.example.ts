// #region docs
import type { DatabaseSync } from "node:sqlite";
import { createWebhookHandler, type DedupeStore } from "@workos-kit/webhooks/handler";
import { postgresStore } from "@workos-kit/webhooks/postgres";
import { redisStore } from "@workos-kit/webhooks/redis";
import { sqliteStore } from "@workos-kit/webhooks/sqlite";
import type { Redis } from "ioredis";
import type { Pool } from "pg";

export const onRedis = (redis: Redis): DedupeStore => redisStore(redis);
export const onPostgres = (pool: Pool): DedupeStore => postgresStore(pool);
export const onSqlite = (database: DatabaseSync): DedupeStore => sqliteStore(database);

export const createHooks = (secret: string, dedupe: DedupeStore) => createWebhookHandler({ secret, dedupe });
// #endregion
