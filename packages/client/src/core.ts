export {
  type Core,
  type CoreOptions,
  createCore,
  createPublicCore,
  type PublicCore,
  type PublicCoreOptions,
} from "./core/core.ts";
export { ApiError } from "./core/errors/api-error.ts";
export { isApiError } from "./core/errors/is-api-error.ts";
export type { CallOptions } from "./core/options.ts";
