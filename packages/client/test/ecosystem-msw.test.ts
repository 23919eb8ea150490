import { getResponse, HttpResponse } from "msw";
import mswPackage from "msw/package.json" with { type: "json" };
import { createOpenApiHttp } from "openapi-msw";
import { describe, expect, expectTypeOf, it } from "vitest";
import { createClient } from "../src/client.ts";
import { isApiError } from "../src/core/errors/is-api-error.ts";
import { createOrganization, getOrganization, listOrganizations } from "../src/operations.ts";
import type { components, paths } from "../src/types.ts";

type Organization = components["schemas"]["Organization"];

const http = createOpenApiHttp<paths>({ baseUrl: "https://api.workos.com" });
const acme: Organization = {
  object: "organization",
  id: "org_1",
  name: "Acme",
  domains: [],
  metadata: {},
  external_id: null,
  created_at: "2026-01-01T00:00:00.000Z",
  updated_at: "2026-01-01T00:00:00.000Z",
};

describe("openapi-msw on our paths", () => {
  // openapi-msw 2.0.0 names MSW ^2.10.5 as its peer, so this package tests with MSW 2; the mock itself runs on 2 and 3.
  it("runs on MSW 2", () => {
    expect(mswPackage.version).toMatch(/^2\./);
  });

  it("types parameters, query and answers of a handler, and our client reads what it answers", async () => {
    const workos = clientOf(
      http.get("/organizations/{id}", ({ params, response }) => {
        expectTypeOf(params.id).toEqualTypeOf<string>();
        // @ts-expect-error an answer without the fields that it needs
        response(200).json({ id: params.id });
        // @ts-expect-error a status that this operation does not have
        response(418);
        return response(200).json({ ...acme, id: params.id });
      }),
      http.get("/organizations", ({ query, response }) => {
        expectTypeOf(query.get("order")).not.toBeAny();
        // @ts-expect-error a parameter that the API does not have
        query.get("sort");
        const name = query.get("search") ?? "";
        const list_metadata = { before: null, after: null };
        return response(200).json({ object: "list", data: [{ ...acme, name }], list_metadata });
      }),
    );

    expect(await getOrganization(workos, { id: "org_2" })).toEqual({ ...acme, id: "org_2" });
    expect((await listOrganizations(workos, { search: "Bluefern" })).data[0]?.name).toBe("Bluefern");
  });

  it("types bodies, and answers with the errors of the operation", async () => {
    const workos = clientOf(
      http.post("/organizations", async ({ request, response }) => {
        const { name } = await request.json();
        expectTypeOf(name).toEqualTypeOf<string>();
        if (name !== "Acme") return response(201).json({ ...acme, name });
        return response.untyped(HttpResponse.json({ code: "external_id_already_used", message: "" }, { status: 400 }));
      }),
    );

    expect((await createOrganization(workos, { name: "Bluefern" })).name).toBe("Bluefern");
    const failure = await createOrganization(workos, { name: "Acme" }).catch((error: unknown) => error);
    expect(isApiError(failure, "external_id_already_used")).toBe(true);
  });

  it("knows no other path", () => {
    // @ts-expect-error a path that the API does not have
    http.get("/organisations", () => HttpResponse.json({}));
    // @ts-expect-error a method that this path does not have
    http.patch("/organizations", () => HttpResponse.json({}));
  });
});

/** A client whose requests go to the handlers; nothing global is intercepted. */
function clientOf(...handlers: Parameters<typeof getResponse>[0]) {
  const fetch = async (url: string, init: RequestInit) =>
    (await getResponse(handlers, new Request(url, init))) ?? HttpResponse.error();
  return createClient({ apiKey: "sk_test", fetch, retries: 0 });
}
