export {
  generateTestHeader,
  type SignedDelivery,
  type SigningOptions,
  signedHeaders,
  signPayload,
} from "./testing/sign-payload.ts";
export { createTestEvent, type TestEventOverrides } from "./testing/test-event.ts";
export { createTestRequest, type TestRequestOptions } from "./testing/test-request.ts";
