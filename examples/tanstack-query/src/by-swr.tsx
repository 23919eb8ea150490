// #region docs
import type { paths } from "@workos-kit/client/types";
import createFetchClient from "openapi-fetch";
import { createInfiniteHook } from "swr-openapi";

/** A hook by paths for SWR, which talks to the page's own server. */
export function connectSwr(origin: string) {
  const api = createFetchClient<paths>({ baseUrl: `${origin}/api` });
  return { useInfinite: createInfiniteHook(api, "workos") };
}

/** Organizations page by page. */
export function OrganizationsBySwr({ useInfinite }: ReturnType<typeof connectSwr>) {
  const list = useInfinite(
    "/organizations",
    (_index, previous) => {
      const after = previous?.list_metadata.after;
      // After the last page there is no other.
      return after === null ? null : { params: { query: { limit: 2, ...(after && { after }) } } };
    },
    { revalidateFirstPage: false, shouldRetryOnError: false },
  );

  return (
    <>
      <ul>
        {list.data
          ?.flatMap(({ data }) => data)
          .map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
      </ul>
      <button type="button" onClick={() => void list.setSize((size) => size + 1)}>
        More
      </button>
      {list.error && <p role="alert">That did not work.</p>}
    </>
  );
}
// #endregion
