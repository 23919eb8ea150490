import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { controlRoutes } from "../src/controls/routes.ts";
import { createMock, type Mock } from "../src/mock.ts";

const page = readFileSync(new URL("../../../docs/testing/http-controls.md", import.meta.url), "utf8");

/** A control as the page shows it: heading, request, and the answer if it has a body. */
const documented = page
  .split(/^### /m)
  .slice(1)
  .map((section) => {
    const [, route = ""] = /^`([^`]+)`/.exec(section) ?? [];
    const [, request = "", body] = /```http\n(\S+ \S+)\n(?:\n([^`]+)\n)?```/.exec(section) ?? [];
    const [, answer] = /```json\n([^`]+)```/.exec(section) ?? [];
    return { route, request, body, answer: answer === undefined ? undefined : JSON.parse(answer) };
  });

/** The documented answer as a pattern: objects may have more fields, and `…` is any text. */
function patternOf(value: unknown): unknown {
  if (value === "…") return expect.any(String);
  if (Array.isArray(value)) return value.map(patternOf);
  if (typeof value !== "object" || value === null) return value;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(value).map(([name, field]) => [name, patternOf(field)])),
  );
}

describe("the page of HTTP controls", () => {
  let mock: Mock;
  const call = (method: string, path: string, body?: string) =>
    mock.fetch(`https://api.workos.com${path}`, {
      method,
      headers: { authorization: "Bearer sk_test_default", "content-type": "application/json" },
      ...(body !== undefined && { body }),
    });

  beforeAll(async () => {
    mock = createMock({ seed: 1, webhooks: { send: async () => new Response("ok") } });
    mock.environment("worker3");
    mock.dashboard.webhookEndpoints.create({
      endpoint_url: "https://app.test/hooks",
      events: ["organization.created"],
    });
    await call("POST", "/organizations", '{"name":"Acme"}');
    await call("POST", "/user_management/magic_auth", '{"email":"ada@acme.test"}');
    await mock.webhooks.settled();
  });

  it("has exactly the controls that the server has", () => {
    expect(documented.map(({ route }) => route).sort()).toEqual(Object.keys(controlRoutes).sort());
  });

  it.each(documented)("is right about $route", async ({ route, request, body, answer }) => {
    const [method = "", path = ""] = request.split(" ");
    const template = new RegExp(`^${route.replaceAll(/\{\w+\}/g, "[^/?]+").replaceAll(".", "\\.")}(\\?|$)`);
    // The one id in these requests that no page can know.
    const sent = path.replace("delivery_1", mock.webhooks.deliveries[0]?.id ?? "");

    const received = await call(method, sent, body);

    expect(request).toMatch(template);
    expect(received.status, await received.clone().text()).toBe(
      answer === undefined && route !== "GET /_mock" ? 204 : 200,
    );
    if (answer !== undefined) expect(await received.json()).toEqual(patternOf(answer));
  });
});
