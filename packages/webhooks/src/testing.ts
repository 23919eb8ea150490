export {
  generateTestHeader,
  type SignedDelivery,
  type SigningOptions,
  signedHeaders,
  signPayload,
} from "./testing/sign-payload.ts";
export { createTestRequest, type TestRequestOptions } from "./testing/test-request.ts";
