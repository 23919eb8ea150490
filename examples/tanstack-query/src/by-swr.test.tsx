import { cleanup, configure, fireEvent, render, screen } from "@testing-library/react";
import { SWRConfig } from "swr";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectSwr, OrganizationsBySwr } from "./by-swr.tsx";
import { openStage, type Stage } from "./stage.ts";

configure({ asyncUtilTimeout: 20_000 });
let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
});
afterEach(async () => {
  cleanup();
  await stage.stop();
});

const open = () =>
  render(
    <SWRConfig value={{ provider: () => new Map() }}>
      <OrganizationsBySwr {...connectSwr(stage.origin)} />
    </SWRConfig>,
  );
const create = (name: string) => stage.mock.dashboard.organizations.create({ name });
const shown = () => screen.queryAllByRole("listitem").map(({ textContent }) => textContent);

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
