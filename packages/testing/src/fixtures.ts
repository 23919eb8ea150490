export { buildEvent, type DataOverrides, type EnvelopeOverrides, type EventOf } from "./fixtures/build.ts";
export { type SignedFixture, type SignedOptions, signed } from "./fixtures/signed.ts";
export { eventNames, subscribableEvents } from "./generated/events.ts";
export * from "./generated/fixtures.ts";
