export * from "./generated/sdk.ts";
