export { ApiError } from "./core/api-error.ts";
export {
  type Core,
  type CoreOptions,
  createCore,
  createPublicCore,
  type PublicCore,
  type PublicCoreOptions,
} from "./core/core.ts";
export { isApiError } from "./core/is-api-error.ts";
export type { CallOptions } from "./core/options.ts";
