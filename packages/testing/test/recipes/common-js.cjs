const assert = require("node:assert/strict");
const { createMock } = require("@workos-kit/testing");
const { organizationCreatedEvent, signed } = require("@workos-kit/testing/fixtures");
const { serve } = require("@workos-kit/testing/server");

// A recipe for CommonJS: everything by require, the validation included.
async function main() {
  const mock = createMock();
  const server = await serve(mock);
  const headers = { authorization: `Bearer ${mock.apiKey}`, "content-type": "application/json" };
  const refused = await fetch(`${server.url}/organizations`, { method: "POST", headers, body: "{}" });
  assert.equal(refused.status, 422);
  const { signature } = await signed(organizationCreatedEvent(), { secret: "whsec_x" });
  assert.match(signature, /^t=\d+, v1=/);
  await server.close();
  console.log("ok");
}

main();
