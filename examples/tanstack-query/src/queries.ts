// #region client
import {
  infiniteQueryOptions,
  keepPreviousData,
  mutationOptions,
  QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import { type Client, isApiError } from "@workos-kit/client";
import { createOrganization, listOrganizations } from "@workos-kit/client/operations";
import type { OrganizationCreate } from "@workos-kit/client/types";

/** TanStack Query, with the retries left to the client: it knows what may be sent again, and when the API asks to wait. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // What the server has fetched for the first sight of the page is not fetched anew at once.
      queries: { retry: false, staleTime: 60_000 },
      mutations: { retry: false },
    },
  });
}
// #endregion

// #region one
/** One organization. The key is the call: method, path template, parameters. */
export function organizationQuery(workos: Client, id: string) {
  const init = { params: { path: { id } } };
  return queryOptions({
    queryKey: ["GET", "/organizations/{id}", init] as const,
    // The signal ends the call when nobody looks at the page any more.
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
    // "pages", because a query for one page has data of another form, and must not share the key.
    queryKey: ["GET", "/organizations", { params: { query } }, "pages"] as const,
    queryFn: async ({ signal, pageParam: after }) => await listOrganizations(workos, { ...query, after }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.list_metadata.after,
    // Another search keeps showing what the one before found, until its own is there.
    placeholderData: keepPreviousData,
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

// #region sentence
/** What to tell the person, by the code of an error: the API's, or that of the page's own server. */
export function sentenceFor(error: Error): string {
  if (isApiError(error, "external_id_already_used")) return "Another organization has this id.";
  if (isApiError(error) && error.status === 403) return "You may not see organizations.";
  return "That did not work. Try again in a moment.";
}
// #endregion
