// #region docs
import { dehydrate, QueryClientProvider } from "@tanstack/react-query";
import { type Client, createClient } from "@workos-kit/client";
import { Hono } from "hono";
import { renderToString } from "react-dom/server";
import { limit, OrganizationsPage } from "./organizations-page.tsx";
import { createQueries, organizationsQuery } from "./queries.ts";
import { createServer, type Settings } from "./server.ts";
import { style } from "./style.ts";

/** The page, with its data in it at first sight, its script, and the server for its calls. */
export function createSite(settings: Settings, script: string): Hono {
  const { apiKey, baseUrl, mayAdminister } = settings;
  const workos = createClient({ apiKey, baseUrl });
  const app = new Hono();
  app.get("/", async ({ req, html }) => {
    const page = await renderPage(workos, await mayAdminister(req.raw));
    // Not everybody may see what is in it.
    return html(page, 200, { "cache-control": "private, no-store" });
  });
  app.get("/page.js", ({ body }) => body(script, 200, { "content-type": "text/javascript" }));
  return app.route("/", createServer(settings));
}

/** The same queries as in the browser, asked with the client that has the key: keys and data do not hold it. */
async function renderPage(workos: Client, mayAsk: boolean): Promise<string> {
  const queries = createQueries();
  // A failure is kept out of the page, which then asks by itself.
  if (mayAsk) await queries.prefetchInfiniteQuery(organizationsQuery(workos, { limit }));
  const page = renderToString(
    <QueryClientProvider client={queries}>
      <OrganizationsPage workos={workos} />
    </QueryClientProvider>,
  );
  // A name may hold the end of a script.
  const state = JSON.stringify(dehydrate(queries)).replaceAll("<", "\\u003c");
  queries.clear();
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Organizations</title>
<link rel="icon" href="data:,">
<style>${style}</style>
<div id="page">${page}</div>
<script type="application/json" id="state">${state}</script>
<script type="module" src="/page.js"></script>
</html>
`;
}
// #endregion
