export { chromiumFlags, chromiumPath } from "./chromium-path.ts";
export { freePort, type RunningServer } from "./run-server.ts";
export { type Service, servicePath } from "./service-path.ts";
export { startPostgres } from "./start-postgres.ts";
export { startRedis } from "./start-redis.ts";
