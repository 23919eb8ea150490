// #region docs
import { hydrate, QueryClientProvider } from "@tanstack/react-query";
import { hydrateRoot } from "react-dom/client";
import { OrganizationsPage } from "./organizations-page.tsx";
import { createQueries } from "./queries.ts";
import { connect } from "./workos.ts";

const queries = createQueries();
hydrate(queries, JSON.parse(document.getElementById("state")?.textContent ?? "{}"));
const page = document.getElementById("page");
if (page !== null) {
  hydrateRoot(
    page,
    <QueryClientProvider client={queries}>
      <OrganizationsPage workos={connect(location.origin)} />
    </QueryClientProvider>,
  );
}
// #endregion
