import { QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { ConfigurationError, createClient } from "@workos-kit/client";
import { createOrganization, listOrganizations } from "@workos-kit/client/operations";
import { describe, expect, it } from "vitest";
import { OrganizationsPage } from "./organizations-page.tsx";
import { createQueries, organizationQuery, organizationsQuery } from "./queries.ts";
import { create, shown, stage } from "./test-page.ts";
import { connect } from "./workos.ts";

/** Opens the page in a browser's document. */
function open() {
  const queries = createQueries();
  render(
    <QueryClientProvider client={queries}>
      <OrganizationsPage workos={connect(stage.origin)} />
    </QueryClientProvider>,
  );
  return queries;
}

function submit(name: string, externalId: string) {
  fireEvent.change(screen.getByLabelText("Name"), { target: { value: name } });
  fireEvent.change(screen.getByLabelText("Your id"), { target: { value: externalId } });
  fireEvent.click(screen.getByText("Create"));
}

describe("the page", () => {
  it("shows a page of organizations, and the next one on demand", async () => {
    for (const name of ["Acme", "Bluefern", "Copperhill"]) create(name);
    open();
    await screen.findByText("Copperhill");
    expect(shown()).toEqual(["Copperhill", "Bluefern"]);

    fireEvent.click(screen.getByText("More"));
    await screen.findByText("Acme");

    expect(shown()).toEqual(["Copperhill", "Bluefern", "Acme"]);
    expect(screen.queryByText("More")).toBeNull();
    expect(stage.sent.map(({ call }) => call)).toEqual([
      "GET /api/organizations?limit=2",
      expect.stringMatching(/^GET \/api\/organizations\?limit=2&after=org_\w+$/),
    ]);
  });

  it("creates one, and has the list fetched anew", async () => {
    create("Acme");
    open();
    await screen.findByText("Acme");

    submit("Bluefern", "customer-2");

    await screen.findByText("Bluefern");
    expect(shown()).toEqual(["Bluefern", "Acme"]);
  });

  it("tells by the code of an error what to do", async () => {
    stage.mock.dashboard.organizations.create({ name: "Acme", external_id: "customer-1" });
    open();
    await screen.findByText("Acme");

    submit("Twin", "customer-1");

    expect((await screen.findByRole("alert")).textContent).toBe("Another organization has this id.");
    expect(shown()).toEqual(["Acme"]);
  });

  it("understands a refusal of its own server as well", async () => {
    stage.isAdministrator = false;
    open();

    expect((await screen.findByRole("alert")).textContent).toBe("You may not see organizations.");
    expect(stage.mock.requests.all).toEqual([]);
  });
});

describe("a search", () => {
  it("keeps what was found until there is more, and ends calls that nobody waits for", async () => {
    for (const name of ["Acme", "Bluefern"]) create(name);
    open();
    await screen.findByText("Acme");
    // Each letter is a call; all but the last are given up.
    stage.mock.faults.add({ kind: "latency", ms: 200, operation: "listOrganizations" });

    for (const value of ["B", "Bl", "Blue"]) {
      fireEvent.change(screen.getByLabelText("Search"), { target: { value } });
      await waitFor(() => expect(stage.sent.at(-1)?.call).toBe(`GET /api/organizations?limit=2&search=${value}`));
    }
    const meanwhile = shown();
    await waitFor(() => expect(shown()).toEqual(["Bluefern"]));

    expect(meanwhile).toEqual(["Bluefern", "Acme"]);
    expect(stage.ended).toEqual([
      "GET /api/organizations?limit=2&search=B",
      "GET /api/organizations?limit=2&search=Bl",
    ]);
  });

  it("does not mix pages with a query for one page", async () => {
    create("Acme");
    const queries = createQueries();
    const query = { limit: 2 };
    const key = ["GET", "/organizations", { params: { query } }];
    const workos = connect(stage.origin);

    await queries.fetchInfiniteQuery(organizationsQuery(workos, query));
    const page = await queries.fetchQuery({
      queryKey: key,
      queryFn: async () => await listOrganizations(workos, query),
    });

    expect(page.data.map(({ name }) => name)).toEqual(["Acme"]);
  });
});

describe("retries", () => {
  it("are the client's alone: three attempts, not twelve", async () => {
    stage.mock.faults.add({ kind: "rateLimit", retryAfterSeconds: 0 });
    open();

    await screen.findByRole("alert");

    expect(stage.sent).toHaveLength(3);
  });

  it("do not repeat a creation that may have happened", async () => {
    open();
    await screen.findByLabelText("Name");
    stage.mock.faults.add({ kind: "status", status: 503, operation: "createOrganization" });

    submit("Acme", "customer-1");
    await screen.findByRole("alert");

    expect(stage.sent.filter(({ call }) => call.startsWith("POST"))).toHaveLength(1);
  });
});

it("keeps a fetched organization under the call as its key", async () => {
  const { id } = create("Acme");
  const queries = createQueries();

  const organization = await queries.fetchQuery(organizationQuery(connect(stage.origin), id));

  expect(organization.name).toBe("Acme");
  expect(queries.getQueryData(["GET", "/organizations/{id}", { params: { path: { id } } }])).toBe(organization);
});

describe("the key", () => {
  it("cannot get into a page by mistake", () => {
    const make = () => createClient({ apiKey: "sk_test_default" });

    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(expect.objectContaining({ reason: "browser" }));
  });

  it("arrives with an idempotency key, where one was given", async () => {
    const workos = connect(stage.origin);
    const input = { name: "Acme" };

    const twice = [1, 2].map(() => createOrganization(workos, input, { idempotencyKey: "once" }));
    await Promise.all(twice);

    expect(stage.mock.requests.of("createOrganization").map(({ headers }) => headers["idempotency-key"])).toEqual([
      "once",
      "once",
    ]);
  });

  it("is not lent to other sites", async () => {
    const headers = { origin: "https://evil.test", "content-type": "text/plain" };
    const body = JSON.stringify({ name: "Evil" });

    const { status } = await fetch(`${stage.origin}/api/organizations`, { method: "POST", headers, body });

    expect([status, stage.mock.requests.all]).toEqual([403, []]);
  });

  it("stays with the server: the page sends none, and gets none", async () => {
    create("Acme");
    open();
    await waitFor(() => screen.getByText("Acme"));

    expect(stage.sent.map(({ authorization }) => authorization)).toEqual([null]);
    expect(document.documentElement.innerHTML).not.toContain(stage.mock.apiKey);
    expect(stage.mock.requests.all).toHaveLength(1);
  });

  it("opens nothing but what the page needs", async () => {
    for (const path of ["/users", "/organizations/org_1/../../users", "/organizations/org_1%2F..%2Fusers", "//users"]) {
      expect((await fetch(`${stage.origin}/api${path}`)).status).toBe(404);
    }
    const headers = { origin: stage.origin };
    const { status } = await fetch(`${stage.origin}/api/organizations/org_1`, { method: "DELETE", headers });

    expect(status).toBe(404);
    expect(stage.mock.requests.all).toEqual([]);
  });
});
