export { ApiError } from "./core/api-error.ts";
export { type Core, createCore, createPublicCore, type PublicCore } from "./core/core.ts";
export { isApiError } from "./core/is-api-error.ts";
export type { CallOptions, ClientOptions, PublicClientOptions } from "./core/options.ts";
