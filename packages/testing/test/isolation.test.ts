import { describe, expect, it } from "vitest";
import { createMock } from "../src/mock.ts";
import { serve } from "../src/server/serve.ts";

describe("two hundred parallel workers on one server", () => {
  it("share nothing, without a call to set anything up", async () => {
    await using server = await serve(createMock());

    const worker = async (name: string) => {
      const headers = { authorization: `Bearer sk_test_${name}`, "content-type": "application/json" };
      const call = async (path: string, init: RequestInit = {}) =>
        (await fetch(`${server.url}${path}`, { headers, ...init })).json();
      await call("/organizations", { method: "POST", body: JSON.stringify({ name, external_id: "same" }) });
      await call("/_mock/clock", { method: "POST", body: JSON.stringify({ advance: { days: name.length } }) });
      const { data } = await call("/organizations");
      const { data: events } = await call("/events");
      return [data.map((one: { name: string }) => one.name), events.length, (await call("/_mock/requests")).length];
    };
    const names = Array.from({ length: 200 }, (_, index) => `worker${index}`);
    const seen = await Promise.all(names.map(worker));

    expect(seen).toEqual(names.map((name) => [[name], 1, 3]));
  });
});
