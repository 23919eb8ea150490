export type * from "./generated/inputs.ts";
export * from "./generated/operations/index.ts";
