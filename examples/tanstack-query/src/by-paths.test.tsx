import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { connectByPaths, OrganizationsByPaths } from "./by-paths.tsx";
import { create, shown, stage } from "./test-page.ts";

const open = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <OrganizationsByPaths api={connectByPaths(stage.origin)} />
    </QueryClientProvider>,
  );

describe("openapi-react-query on our paths, over HTTP", () => {
  it("reads page by page to the end", async () => {
    for (const name of ["Acme", "Bluefern", "Copperhill"]) create(name);
    open();
    await screen.findByText("Copperhill");

    fireEvent.click(screen.getByText("More"));
    await screen.findByText("Acme");

    expect(shown()).toEqual(["Copperhill", "Bluefern", "Acme"]);
    expect(screen.getByText("More")).toHaveProperty("disabled", true);
    expect(stage.sent.map(({ call }) => call)).toEqual([
      "GET /api/organizations?limit=2",
      expect.stringMatching(/^GET \/api\/organizations\?limit=2&after=org_\w+$/),
    ]);
  });

  it("creates one, has the list fetched anew, and gives the body of a refusal", async () => {
    open();
    await waitFor(() => expect(stage.sent).toHaveLength(1));

    fireEvent.click(screen.getByText("Create"));
    await screen.findByText("Twin");
    fireEvent.click(screen.getByText("Create"));

    expect((await screen.findByRole("alert")).textContent).toBe("external_id_already_used");
    expect(shown()).toEqual(["Twin"]);
  });
});
