import { fireEvent, render, screen } from "@testing-library/react";
import { SWRConfig } from "swr";
import { describe, expect, it } from "vitest";
import { connectSwr, OrganizationsBySwr } from "./by-swr.tsx";
import { create, shown, stage } from "./test-page.ts";

const open = () =>
  render(
    <SWRConfig value={{ provider: () => new Map() }}>
      <OrganizationsBySwr {...connectSwr(stage.origin)} />
    </SWRConfig>,
  );

describe("swr-openapi on our paths, over HTTP", () => {
  it("reads page by page to the end", async () => {
    for (const name of ["Acme", "Bluefern", "Copperhill"]) create(name);
    open();
    await screen.findByText("Copperhill");

    fireEvent.click(screen.getByText("More"));
    await screen.findByText("Acme");

    expect(shown()).toEqual(["Copperhill", "Bluefern", "Acme"]);
    expect(stage.sent.map(({ call }) => call)).toEqual([
      "GET /api/organizations?limit=2",
      expect.stringMatching(/^GET \/api\/organizations\?limit=2&after=org_\w+$/),
    ]);
  });

  it("tells of a refusal", async () => {
    stage.isAdministrator = false;
    open();

    expect((await screen.findByRole("alert")).textContent).toBe("That did not work.");
  });
});
