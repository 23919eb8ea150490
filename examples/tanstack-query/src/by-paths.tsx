// #region docs
import { useQueryClient } from "@tanstack/react-query";
import type { paths } from "@workos-kit/client/types";
import createFetchClient from "openapi-fetch";
import createQueryHooks, { type OpenapiQueryClient } from "openapi-react-query";

/** Hooks by paths, which talk to the page's own server. */
export function connectByPaths(origin: string): OpenapiQueryClient<paths> {
  // The API reads `domains=a.test,b.test`; openapi-fetch would repeat the name.
  const querySerializer = { array: { style: "form", explode: false } } as const;
  return createQueryHooks(createFetchClient<paths>({ baseUrl: `${origin}/api`, querySerializer }));
}

/** Organizations page by page, and a button that creates one. */
export function OrganizationsByPaths({ api }: { api: OpenapiQueryClient<paths> }) {
  const queries = useQueryClient();
  const list = api.useInfiniteQuery(
    "get",
    "/organizations",
    { params: { query: { limit: 2 } } },
    {
      pageParamName: "after",
      // Not undefined: openapi-react-query would send 0.
      initialPageParam: null,
      getNextPageParam: (page) => page.list_metadata.after,
      retry: false,
    },
  );
  const creation = api.useMutation("post", "/organizations", {
    onSuccess: () => queries.invalidateQueries({ queryKey: ["get", "/organizations"] }),
  });

  return (
    <>
      <ul>
        {list.data?.pages
          .flatMap(({ data }) => data)
          .map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
      </ul>
      <button type="button" onClick={() => void list.fetchNextPage()} disabled={!list.hasNextPage}>
        More
      </button>
      <button type="button" onClick={() => creation.mutate({ body: { name: "Twin", external_id: "customer-1" } })}>
        Create
      </button>
      {/* What is thrown is the body of the answer. */}
      {creation.error && "code" in creation.error && <p role="alert">{creation.error.code}</p>}
    </>
  );
}
// #endregion
