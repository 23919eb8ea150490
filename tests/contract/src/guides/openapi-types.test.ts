import { QueryClient } from "@tanstack/react-query";
import { workosHandlers } from "@workos-kit/testing/msw";
import type { HttpHandler } from "msw";
import { setupServer } from "msw/node";
import { expect, it } from "vitest";
import { openStage } from "./stage.ts";

const { mock, dashboard, url } = await openStage();

it("openapi-fetch and openapi-react-query: arrays as the API reads them, data by type", async () => {
  const { connect, find, organizationQuery } = await import("./openapi-types.example.ts");
  const api = connect(url, mock.apiKey);
  for (const name of ["acme", "bluefern", "copperhill"])
    dashboard.organizations.create({ name, domains: [`${name}.test`] });
  const [acme] = await find(api, "acme.test");

  const found = await find(api, "acme.test", "bluefern.test");
  const queried = await new QueryClient().fetchQuery(organizationQuery(api, acme?.id ?? ""));

  expect(found.map(({ name }) => name).sort()).toEqual(["acme", "bluefern"]);
  expect(queried.name).toBe("acme");
});

it("openapi-msw: one handler in front of the mock's", async () => {
  const { connect, gone: handler } = await import("./openapi-types.example.ts");
  // Both are of MSW 2 in an app; here the mock's types come from MSW 3.
  const server = setupServer(handler, ...(workosHandlers(mock) as unknown as HttpHandler[]));
  server.listen({ onUnhandledRequest: "error" });
  const api = connect("https://api.workos.com", mock.apiKey);

  const created = await api.POST("/organizations", { body: { name: "Acme" } });
  const gone = await api.GET("/organizations/{id}", { params: { path: { id: "org_1" } } });
  const listed = await api.GET("/organizations");
  server.close();

  expect([created.response.status, gone.response.status]).toEqual([201, 404]);
  expect(gone.error).toEqual({ message: "Organization not found: 'org_1'." });
  expect(listed.data?.data.map(({ name }) => name)).toEqual(["Acme"]);
});
