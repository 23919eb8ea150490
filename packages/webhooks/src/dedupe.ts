export type { ClaimResult, DedupeStore } from "./dedupe/dedupe-store.ts";
export { type MemoryStoreOptions, memoryStore } from "./dedupe/memory-store.ts";
