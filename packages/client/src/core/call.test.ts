import { describe, expect, it } from "vitest";
import { json, recorder } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import {
  authenticate,
  createDeviceAuthorization,
  getOrganization,
  getProfile,
  listOrganizations,
} from "../operations.ts";

describe("a call without a client", () => {
  it.each([
    ["nothing", undefined],
    ["null", null],
    ["the input", { limit: 5 }],
    ["an id", "org_1"],
  ])("says so when it is given %s in its place", async (_, given) => {
    await expect(listOrganizations(given as never)).rejects.toThrow(new TypeError("Pass a client."));
  });

  it("rejects, and does not throw, also for one object", async () => {
    const call = getOrganization({ id: "org_1" } as never, undefined as never);

    await expect(call).rejects.toThrow(TypeError);
  });
});

describe("a mistake of the program", () => {
  it.each([[null], [""], [{}]])("does not make a token of %j", async (access_token) => {
    const { fetch, requests } = recorder(json({}));

    const call = getProfile(createClient({ apiKey: "sk_test", fetch }), { access_token: access_token as string });

    await expect(call).rejects.toMatchObject({ reason: expect.stringMatching(/^credentials_/) });
    expect(requests).toEqual([]);
  });

  it.each([
    ["client_id_missing", "POST", "/user_management/authorize/device", createDeviceAuthorization],
    ["client_id_missing", "POST", "/user_management/authenticate", authenticate],
    ["credentials_missing", "GET", "/organizations", listOrganizations],
  ])("names the call: %s for %s %s", async (reason, method, route, operation) => {
    const { fetch, requests } = recorder(json({}));
    const call = operation(createClient({ fetch }) as never, undefined as never);

    const failure = await call.then(undefined, (error: unknown) => error);

    expect(failure).toMatchObject({ name: "ConfigurationError", reason, method, route });
    expect(String(failure)).toContain(`${method} ${route} needs a`);
    expect(requests).toEqual([]);
  });
});
