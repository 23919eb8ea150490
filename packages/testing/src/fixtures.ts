export { buildEvent, type DataOverrides, type EnvelopeOverrides, type EventOf } from "./fixtures/build.ts";
export { type SignedFixture, type SignedOptions, signed } from "./fixtures/signed.ts";
export { type EventDataByName, type EventName, eventNames, subscribableEvents } from "./generated/events.ts";
export * from "./generated/fixtures.ts";
export type * from "./generated/schemas.ts";
