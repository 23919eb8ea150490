import { describe, expect, it } from "vitest";
import type { LambdaEvent } from "../../src/lambda.ts";
import { signPayload } from "../../src/testing.ts";
import { itIsAWebhookEndpoint, type Send, secret } from "./endpoint-contract.ts";
import { handler } from "./lambda.example.ts";

const capitalised = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.replace(/(^|-)\w/g, (letter) => letter.toUpperCase()), value]),
  );
const multiValue = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
const base64 = (body: string | Uint8Array) => ({ body: Buffer.from(body).toString("base64"), isBase64Encoded: true });
const plain = (body: string | Uint8Array) => ({
  body: typeof body === "string" ? body : Buffer.from(body).toString(),
  isBase64Encoded: false,
});

type Shape = (body: string | Uint8Array, headers: Record<string, string>, method: string) => LambdaEvent;
const shapes: Record<string, Shape> = {
  "API Gateway v1": (body, headers, method) => ({
    httpMethod: method,
    headers: capitalised(headers),
    multiValueHeaders: multiValue(capitalised(headers)),
    ...plain(body),
  }),
  "API Gateway v2": (body, headers, method) => ({ requestContext: { http: { method } }, headers, ...plain(body) }),
  "a function URL": (body, headers, method) => ({ requestContext: { http: { method } }, headers, ...base64(body) }),
  "a load balancer": (body, headers, method) => ({ httpMethod: method, requestContext: {}, headers, ...plain(body) }),
  "a load balancer with multi-value headers": (body, headers, method) => ({
    httpMethod: method,
    requestContext: {},
    multiValueHeaders: multiValue(headers),
    ...base64(body),
  }),
};

describe.each(Object.entries(shapes))("%s", (_name, shape) => {
  const send: Send = async (body, headers, method = "POST") => {
    const result = await handler(shape(body, headers, method));
    return { status: result.statusCode, body: JSON.parse(result.body) };
  };

  itIsAWebhookEndpoint(send);
});

describe("the answer", () => {
  it("repeats headers in the form a load balancer reads", async () => {
    const { payload, headers } = await signPayload('{"id":"event_alb","event":"user.deleted","data":{}}', { secret });

    const result = await handler({ httpMethod: "POST", multiValueHeaders: multiValue(headers), ...plain(payload) });

    expect(result).toMatchObject({
      multiValueHeaders: { "content-type": ["application/json"] },
      isBase64Encoded: false,
    });
  });

  it("takes headers of either kind, where a test event has them in one only", async () => {
    const { payload, headers } = await signPayload('{"id":"event_one","event":"user.deleted","data":{}}', { secret });
    const event = { httpMethod: "POST", ...plain(payload) };

    expect(await handler({ ...event, headers, multiValueHeaders: {} })).toMatchObject({ statusCode: 200 });
    expect(await handler({ ...event, headers: {}, multiValueHeaders: multiValue(headers) })).toMatchObject({
      statusCode: 200,
    });
  });

  it("refuses two signature headers, a broken body and a missing one", async () => {
    const { headers } = await signPayload("", { secret });
    const two = { "workos-signature": [headers["workos-signature"], headers["workos-signature"]] };

    expect(await handler({ httpMethod: "POST", multiValueHeaders: two })).toMatchObject({ statusCode: 400 });
    expect(await handler({ httpMethod: "POST", headers, body: "%%%", isBase64Encoded: true })).toMatchObject({
      statusCode: 400,
    });
    expect(await handler({ httpMethod: "POST", headers, body: null })).toMatchObject({ statusCode: 400 });
  });
});
