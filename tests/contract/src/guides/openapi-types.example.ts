// #region fetch
import type { components, paths } from "@workos-kit/client/types";
import createFetchClient from "openapi-fetch";

type Organization = components["schemas"]["Organization"];

export function connect(baseUrl: string, apiKey: string) {
  return createFetchClient<paths>({
    baseUrl,
    headers: { authorization: `Bearer ${apiKey}` },
    // The API reads `domains=a.test,b.test`; openapi-fetch would repeat the name.
    querySerializer: { array: { style: "form", explode: false } },
  });
}

export async function find(api: ReturnType<typeof connect>, ...domains: string[]): Promise<Organization[]> {
  const { data, response } = await api.GET("/organizations", { params: { query: { domains } } });
  // An error may have no body, so the status tells, not `error`.
  if (data === undefined) throw new Error(`WorkOS answered ${response.status}.`);
  return data.data;
}

// #endregion

// #region react-query
import createQueryHooks from "openapi-react-query";

/** In a browser `api` talks to a server of yours, which has the key. */
export function organizationQuery(api: ReturnType<typeof connect>, id: string) {
  return createQueryHooks(api).queryOptions("get", "/organizations/{id}", { params: { path: { id } } });
}

// #endregion

// #region msw
import { createOpenApiHttp } from "openapi-msw";

const http = createOpenApiHttp<paths>({ baseUrl: "https://api.workos.com" });

export const gone = http.get("/organizations/{id}", ({ params, response }) =>
  response(404).json({ message: `Organization not found: '${params.id}'.` }),
);

// #endregion
