// What verification is made of. Built as one file that every entry shares, because each file of its own costs an import
// half a millisecond; see tsup.config.ts.
export * from "./events/parse-event.ts";
export * from "./verification/compute-signature.ts";
export * from "./verification/construct-event.ts";
export * from "./verification/create-webhooks.ts";
export * from "./verification/errors.ts";
export * from "./verification/payload.ts";
export * from "./verification/secret.ts";
export * from "./verification/signature-header.ts";
export * from "./verification/signed-delivery.ts";
export * from "./verification/verify.ts";
export * from "./verification/verify-header.ts";
