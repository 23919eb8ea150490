// #region client
import { infiniteQueryOptions, mutationOptions, QueryClient, queryOptions } from "@tanstack/react-query";
import type { Client } from "@workos-kit/client";
import { createOrganization, listOrganizations } from "@workos-kit/client/operations";
import type { OrganizationCreate } from "@workos-kit/client/types";

/** TanStack Query, with the retries left to the client: it knows what may be sent again, and when the API asks to wait. */
export function createQueries(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
}
// #endregion

// #region one
/** One organization. The key is the call: method, path template, parameters. */
export function organizationQuery(workos: Client, id: string) {
  const init = { params: { path: { id } } };
  return queryOptions({
    queryKey: ["GET", "/organizations/{id}", init] as const,
    queryFn: async ({ signal }) => {
      const result = await workos.GET("/organizations/{id}", { ...init, signal });
      // TanStack Query knows a failure by what is thrown.
      if (!result.ok) throw result.error;
      return result.data;
    },
  });
}
// #endregion

// #region pages
/** All organizations, page by page. `after` of one page leads to the next; null at the end. */
export function organizationsQuery(workos: Client, query: { search?: string; limit?: number } = {}) {
  return infiniteQueryOptions({
    queryKey: ["GET", "/organizations", { params: { query } }] as const,
    queryFn: async ({ signal, pageParam }) => {
      return await listOrganizations(workos, { ...query, ...(pageParam && { after: pageParam }) }, { signal });
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.list_metadata.after,
  });
}
// #endregion

// #region create
/** Creates an organization, and has every list of organizations fetched anew. */
export function createOrganizationMutation(workos: Client, queries: QueryClient) {
  return mutationOptions({
    mutationFn: (input: OrganizationCreate) => createOrganization(workos, input),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["GET", "/organizations"] }),
  });
}
// #endregion
