import { QueryClient } from "@tanstack/react-query";
import createFetchClient from "openapi-fetch";
import createQueryClient from "openapi-react-query";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { components, operations, paths } from "../src/types.ts";
import { json } from "./recorder.ts";

type Organization = components["schemas"]["Organization"];
type OrganizationList = operations["listOrganizations"]["responses"][200]["content"]["application/json"];

// A page over a proxy that keeps the key; openapi-react-query wraps openapi-fetch, both typed by our `paths`.
describe("openapi-react-query on our paths", () => {
  it("makes a key and a query of a path, with data and errors typed", async () => {
    const { api, queries, asked } = setUp(json({ id: "org_1", name: "Acme", domains: [{ state: "verified" }] }));

    const options = api.queryOptions("get", "/organizations/{id}", { params: { path: { id: "org_1" } } });
    const organization = await queries.fetchQuery(options);

    expectTypeOf(organization.name).toEqualTypeOf<string>();
    expectTypeOf(organization).toExtend<Organization>();
    // An open set: openapi-fetch would make an object of our models' `string & {}`.
    expectTypeOf(organization.domains[0]?.state).toEqualTypeOf<string | undefined>();
    expect(organization.name).toBe("Acme");
    expect(options.queryKey).toEqual(["get", "/organizations/{id}", { params: { path: { id: "org_1" } } }]);
    expect(asked).toEqual(["GET /organizations/org_1"]);
  });

  it("rejects with the body of the error", async () => {
    const { api, queries } = setUp(json({ code: "entity_not_found", message: "Not found." }, 404));
    const options = api.queryOptions("get", "/organizations/{id}", { params: { path: { id: "org_0" } } });

    await expect(queries.fetchQuery({ ...options, retry: false })).rejects.toMatchObject({ code: "entity_not_found" });
  });

  // Hooks run in components only: this one is compiled, never rendered.
  it("types its hooks", () => {
    const { api } = setUp(json({}));

    function useEverything() {
      const one = api.useQuery("get", "/organizations/{id}", { params: { path: { id: "org_1" } } });
      const all = api.useInfiniteQuery(
        "get",
        "/organizations",
        { params: { query: { limit: 10 } } },
        {
          pageParamName: "after",
          // Not undefined: it would send 0.
          initialPageParam: null,
          getNextPageParam: (page: OrganizationList) => page.list_metadata.after,
        },
      );
      const create = api.useMutation("post", "/organizations");

      expectTypeOf(one.data).toExtend<Organization | undefined>();
      expectTypeOf(one.data?.name).toEqualTypeOf<string | undefined>();
      expectTypeOf(one.error).not.toBeAny();
      expectTypeOf(all.data?.pages[0]?.data[0]?.name).toEqualTypeOf<string | undefined>();
      create.mutate({ body: { name: "Acme" } });
      // @ts-expect-error a path that the API does not have
      api.useQuery("get", "/organisations");
      // @ts-expect-error a path that cannot be read
      api.useQuery("get", "/organizations/{id}/metadata_of_nothing");
      // @ts-expect-error a call without the id that its path needs
      api.useQuery("get", "/organizations/{id}");
      // @ts-expect-error a body without the name that it needs
      create.mutate({ body: {} });
    }

    expectTypeOf(useEverything).toBeFunction();
  });
});

function setUp(answer: Response) {
  const asked: string[] = [];
  const client = createFetchClient<paths>({
    baseUrl: "http://app.test",
    fetch: async ({ method, url }) => {
      asked.push(`${method} ${new URL(url).pathname}`);
      return answer.clone();
    },
  });
  return { api: createQueryClient(client), queries: new QueryClient(), asked };
}
