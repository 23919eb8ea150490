export { type MockServer, type ServeOptions, serve } from "./server/serve.ts";
