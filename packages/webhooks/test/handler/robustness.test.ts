import fc from "fast-check";
import { expect, it } from "vitest";
import { toLambdaHandler } from "../../src/lambda.ts";
import { toNodeHandler } from "../../src/node.ts";
import { generateTestHeader } from "../../src/testing.ts";
import { handlerUnderTest, recorder, secret } from "./deliver.ts";

const allowed = [200, 400, 401, 405, 409, 413, 500, 503];
const method = fc.constantFrom("POST", "GET", "PUT", "DELETE", "OPTIONS", "HEAD");
const headerText = fc.oneof(
  fc.string({ maxLength: 80 }).map((text) => text.replace(/[^\x20-\x7e]/g, "")),
  fc.tuple(fc.nat(), fc.stringMatching(/^[0-9a-f]{60,66}$/)).map(([time, hex]) => `t=${time}, v1=${hex}`),
);
const body = fc.uint8Array({ maxLength: 300 });

it("answers any request, and handles none that was not signed", async () => {
  const seen = recorder();
  const hooks = handlerUnderTest({ maxBodyBytes: 200 }).onAny(seen.run);

  await fc.assert(
    fc.asyncProperty(method, headerText, body, async (verb, header, bytes) => {
      const content = verb === "GET" || verb === "HEAD" ? {} : { body: bytes };
      const response = await hooks.fetch(
        new Request("http://localhost/", { method: verb, headers: { "workos-signature": header }, ...content }),
      );

      expect(allowed).toContain(response.status);
      expect(response.status).not.toBe(200);
      expect(Object.keys(await response.json())).toEqual(["error"]);
    }),
  );
  expect(seen.events).toEqual([]);
});

it("answers anything that is signed but is no event", async () => {
  const hooks = handlerUnderTest();

  await fc.assert(
    fc.asyncProperty(fc.oneof(body, fc.json(), fc.string()), async (payload) => {
      const sigHeader = await generateTestHeader(payload, { secret });
      const answer = await hooks.handle({ method: "POST", sigHeader, readBody: () => payload });

      expect([200, 400]).toContain(answer.status);
    }),
  );
});

it("answers whatever a platform hands over", async () => {
  const hooks = handlerUnderTest();
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true });

  await fc.assert(
    fc.asyncProperty(anything, anything, headerText, async (rawBody, parsed, header) => {
      const node = { statusCode: 0, setHeader: () => {}, end: () => {} };
      await toNodeHandler(hooks)(
        { method: "POST", headers: { "workos-signature": header }, rawBody, body: parsed },
        node,
      );
      const lambda = await toLambdaHandler(hooks)({
        httpMethod: "POST",
        headers: { "Workos-Signature": header },
        body: String(header),
        isBase64Encoded: true,
      });

      expect(allowed).toContain(node.statusCode);
      expect(allowed).toContain(lambda.statusCode);
    }),
  );
});
