import { createClient, isApiError } from "@workos-kit/client";
import { createUser, getOrganization, listUsers } from "@workos-kit/client/operations";
import { createMock, reply } from "@workos-kit/testing";
import { expect, it } from "vitest";

function world() {
  const mock = createMock({ seed: 1, data: { organizations: { id: "org_1", name: "Acme" } } });
  // One attempt: a client that tries again hides a fault that strikes once.
  const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch, retries: 0 });
  const statusOf = async (call: PromiseLike<unknown>) => {
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return isApiError(error) ? error.status : error === undefined ? 200 : String(error);
  };
  return { mock, workos, statusOf };
}

it("fails with an error the operation documents", async () => {
  const { mock, workos, statusOf } = world();

  // #region fail
  mock.fail("createUser", 422); // once
  mock.fail("createUser", 400, { code: "password_strength_error", times: 2 });
  mock.fail("listUsers", 429, { when: ({ query }) => query.email === "ada@acme.test" });
  // #endregion

  // The newest comes first; then the older ones.
  expect(await statusOf(createUser(workos, { email: "a@acme.test" }))).toBe(400);
  expect(await statusOf(createUser(workos, { email: "a@acme.test" }))).toBe(400);
  expect(await statusOf(createUser(workos, { email: "a@acme.test" }))).toBe(422);
  expect(await statusOf(createUser(workos, { email: "a@acme.test" }))).toBe(200);
  expect(await statusOf(listUsers(workos, { email: "bob@acme.test" }))).toBe(200);
  expect(await statusOf(listUsers(workos, { email: "ada@acme.test" }))).toBe(429);
});

it("answers differently", async () => {
  const { mock, workos, statusOf } = world();

  // #region override
  // A fixed answer, typed by the operation.
  mock.override("listUsers", { status: 503, body: { message: "Down." }, times: 1 });

  // A function; `next` is the mock's own answer.
  const slow = mock.override("getOrganization", async ({ path }, next) => {
    if (path.id === "org_gone") return reply(404, { message: "Gone." });
    const organization = (await next()) as { name: string };
    return { ...organization, name: `${organization.name} (changed)` };
  });
  // #endregion

  expect(await statusOf(listUsers(workos))).toBe(503);
  expect((await getOrganization(workos, { id: "org_1" })).name).toBe("Acme (changed)");
  expect(await statusOf(getOrganization(workos, { id: "org_gone" }))).toBe(404);
  expect(slow.calls).toBe(2);
  slow.remove();
  expect((await getOrganization(workos, { id: "org_1" })).name).toBe("Acme");
});

it("breaks what lies below the API", async () => {
  const { mock, workos, statusOf } = world();

  // #region faults
  mock.faults.add({ kind: "status", operation: "createUser", status: 502, times: 1 });
  mock.faults.add({ kind: "rateLimit", operation: "listUsers", retryAfterSeconds: 2, times: 1 });
  mock.faults.add({ kind: "latency", operation: "listUsers", ms: 5 });
  mock.faults.add({ kind: "garbled", operation: "getOrganization", times: 1 });
  // #endregion
  expect(await statusOf(createUser(workos, { email: "ada@acme.test" }))).toBe(502);
  expect(await statusOf(listUsers(workos))).toBe(429);
  expect(await statusOf(getOrganization(workos, { id: "org_1" }))).toContain("ParseError");

  // #region using
  {
    using _ = mock.faults.add({ kind: "drop" }); // gone at the end of the block
    expect(await statusOf(listUsers(workos))).toContain("ConnectionError");
  }
  expect(await statusOf(listUsers(workos))).toBe(200);
  // #endregion

  // #region chance
  mock.faults.add({ kind: "status", status: 500, probability: 0.2 }); // drawn from the seed: the same in each run
  mock.faults.rateLimit({ limit: 5, perMs: 60_000 }); // a real limit, on the mock's clock
  // #endregion
  const seen = [];
  for (let call = 0; call < 6; call++) seen.push(await statusOf(listUsers(workos)));
  expect(seen.at(-1)).toBe(429);

  mock.faults.clear();
  expect(await statusOf(listUsers(workos))).toBe(200);
});
