export type { ErrorBodies } from "./generated/error-bodies.ts";
export type * from "./generated/inputs.ts";
export type * from "./generated/models.ts";
export type { components, operations, paths } from "./generated/schema.ts";
