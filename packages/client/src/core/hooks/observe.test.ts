import { describe, expect, it } from "vitest";
import { json, recorder, refused, stillWorld } from "../../../test/recorder.ts";
import { createClient } from "../../client.ts";
import { getOrganization } from "../../operations.ts";
import { optionsFromEnv } from "../options-from-env.ts";
import type { Hooks } from "./hooks.ts";

describe("hooks", () => {
  it("see each attempt, each wait and each answer", async () => {
    const seen: unknown[][] = [];
    const hooks: Hooks = {
      onRequest: ({ method, route, attempt }) => void seen.push(["request", method, route, attempt]),
      onResponse: ({ status, requestId, durationMs }) => void seen.push(["response", status, requestId, durationMs]),
      onRetry: ({ delayMs, reason }) => void seen.push(["retry", delayMs, reason]),
      onError: ({ error }) => void seen.push(["error", (error as Error).name]),
    };
    const { client } = setUp({ hooks }, refused("ECONNRESET"), json({}, 503), json({ id: "org_1" }));

    await getOrganization(client, { id: "org_1" });

    expect(seen).toEqual([
      ["request", "GET", "/organizations/{id}", 0],
      ["error", "ConnectionError"],
      ["retry", 250, "ECONNRESET"],
      ["request", "GET", "/organizations/{id}", 1],
      ["response", 503, "req_1", 0],
      ["retry", 500, "503"],
      ["request", "GET", "/organizations/{id}", 2],
      ["response", 200, "req_1", 0],
    ]);
  });

  it("may add headers to an attempt, as tracers do, but never see the key", async () => {
    const seen: string[] = [];
    const onRequest: Hooks["onRequest"] = ({ headers }) => {
      seen.push(...headers.keys());
      headers.append("traceparent", "00-abc");
    };
    const { client, requests } = setUp({ hooks: { onRequest } }, json({}, 503), json({}));

    await getOrganization(client, { id: "org_1" });

    expect(requests.map((each) => each.headers.get("traceparent"))).toEqual(["00-abc", "00-abc"]);
    expect(requests[0]?.headers.get("authorization")).toBe("Bearer sk_test");
    expect(seen).not.toContain("authorization");
  });

  it("know each attempt by a key of its own, also among calls at the same time", async () => {
    const begun: object[] = [];
    const ended: object[] = [];
    const hooks: Hooks = {
      onRequest: ({ key }) => void begun.push(key),
      onResponse: ({ key }) => void ended.push(key),
    };
    const { client } = setUp({ hooks }, json({}, 503), json({}), json({}), json({}));

    await Promise.all([getOrganization(client, { id: "org_1" }), getOrganization(client, { id: "org_1" })]);

    expect(new Set(begun).size).toBe(3);
    expect(new Set(ended)).toEqual(new Set(begun));
  });

  it("tell once that a route is going to be removed", async () => {
    const told: unknown[] = [];
    const hooks: Hooks = { onDeprecated: ({ route, sunset }) => void told.push([route, sunset]) };
    const { client } = setUp({ hooks }, json({}, 200, { deprecation: "@1", sunset: "Sat, 01 Jan 2028 00:00:00 GMT" }));

    await getOrganization(client, { id: "org_1" });
    await getOrganization(client, { id: "org_2" });

    expect(told).toEqual([["/organizations/{id}", "Sat, 01 Jan 2028 00:00:00 GMT"]]);
  });

  it("never see cookies, credentials or the address of a redirect", async () => {
    const seen: string[] = [];
    const note = ({ headers }: { headers: Headers }) => void seen.push(...headers.keys());
    const hidden = { "set-cookie": "s=secret", location: "https://app.test?code=secret" };
    const { client, requests } = setUp({ hooks: { onRequest: note, onResponse: note } }, json({}, 200, hidden));
    const headers = { Cookie: "s=secret", "Proxy-Authorization": "secret" };

    const { response } = await getOrganization(client, { id: "org_1" }, { headers }).withResponse();

    expect(seen).toEqual(["user-agent", "content-type", "x-request-id"]);
    expect(requests[0]?.headers.get("cookie")).toBe("s=secret");
    expect(response.headers.get("location")).toContain("code=secret");
  });

  it("may be methods of an object that keeps something", async () => {
    class Counter implements Hooks {
      count = 0;
      onRequest() {
        this.count++;
      }
      onResponse() {
        this.count++;
      }
    }
    const hooks = new Counter();
    const { client } = setUp({ hooks }, json({}));

    await getOrganization(client, { id: "org_1" });

    expect(hooks.count).toBe(2);
  });

  it("hear of an answer or of a failure, not of both, even when they throw", async () => {
    const seen: string[] = [];
    const onResponse = () => {
      seen.push("response");
      throw new Error("Mine.");
    };
    const { client, requests } = setUp({ hooks: { onResponse, onError: () => void seen.push("error") } }, json({}));

    await expect(getOrganization(client, { id: "org_1" })).rejects.toThrow("Mine.");

    expect([seen, requests.length]).toEqual([["response"], 1]);
  });
});

describe("a logger", () => {
  const all = [
    "error GET /organizations/{id} failed after 0 ms: ConnectionError",
    "warn GET /organizations/{id} is retried in 250 ms (ECONNRESET)",
    "warn GET /organizations/{id} (attempt 2) answered 404 in 0 ms [req_1]",
    "debug GET /organizations/{id} answered 200 in 0 ms [req_1]",
  ];

  it.each([
    [undefined, all],
    ["debug", all],
    ["warn", all.slice(0, 3)],
    ["error", all.slice(0, 1)],
    ["off", []],
  ] as const)("gets the lines of level %s and above", async (logLevel, expected) => {
    const lines: string[] = [];
    const log = (level: string) => (line: string) => void lines.push(`${level} ${line}`);
    const logger = { debug: log("debug"), warn: log("warn"), error: log("error") };
    const { client } = setUp({ logger, logLevel }, refused("ECONNRESET"), json({}, 404), json({}));

    await getOrganization(client, { id: "org_1" }).catch(() => {});
    await getOrganization(client, { id: "org_1" });

    expect(lines).toEqual(expected);
  });

  it("gets its lines beside hooks, which come first", async () => {
    const seen: string[] = [];
    const logger = { debug: () => void seen.push("log"), warn: () => {}, error: () => {} };
    const { client } = setUp({ logger, hooks: { onResponse: () => void seen.push("hook") } }, json({}));

    await getOrganization(client, { id: "org_1" });

    expect(seen).toEqual(["hook", "log"]);
  });
});

it("hands every success to validate, which may refuse it", async () => {
  const validate = ({ route }: { route: string }, data: unknown) => {
    if (!Object(data).id) throw new TypeError(`${route} has no id.`);
  };
  const { client } = setUp({ validate }, json({ id: "org_1" }), json({}));

  await expect(getOrganization(client, { id: "org_1" })).resolves.toEqual({ id: "org_1" });
  await expect(getOrganization(client, { id: "org_1" }, { retries: 0 })).rejects.toThrow(
    "/organizations/{id} has no id.",
  );
});

it("reads options from the variables it is given", () => {
  const env = {
    WORKOS_API_KEY: "sk",
    WORKOS_CLIENT_ID: "",
    WORKOS_BASE_URL: "http://a.test",
    WORKOS_REQUEST_TIMEOUT: "5",
  };

  expect(optionsFromEnv(env)).toEqual({ apiKey: "sk", clientId: undefined, baseUrl: "http://a.test", timeoutMs: 5000 });
  expect(optionsFromEnv({})).toEqual({});
  for (const seconds of ["0", "-1", "soon", ""])
    expect(optionsFromEnv({ WORKOS_REQUEST_TIMEOUT: seconds })).toEqual({});
});

function setUp(options: object, ...replies: Parameters<typeof recorder>) {
  const { fetch, requests } = recorder(...replies);
  return { client: createClient({ apiKey: "sk_test", fetch, world: stillWorld(), ...options }), requests };
}
