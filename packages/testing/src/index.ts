export { createMock, Mock, type MockFetch, type MockOptions } from "./mock.ts";
