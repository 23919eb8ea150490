import { expect, it, vi } from "vitest";
import { email, openStage, password } from "./stage.ts";

const { mock, dashboard } = await openStage();

it("errors: narrow, and show the fields", async () => {
  const { createOnce, nameOf, signIn } = await import("./errors.example.ts");
  const acme = await createOnce("Acme", "o-1");
  const user = dashboard.users.create({ email, password, email_verified: true });
  for (const name of ["One", "Two"])
    dashboard.organizationMemberships.create({ user, organization: dashboard.organizations.create({ name }) });

  expect(await createOnce("Acme", "o-1")).toBeUndefined();
  expect([await nameOf(acme?.id ?? ""), await nameOf("org_unknown")]).toEqual(["Acme", undefined]);
  expect(await signIn(email, password)).toMatchObject({ choose: [{ name: "One" }, { name: "Two" }] });
});

it("retries: one call, one write, one client", async () => {
  const { patient, read, startExport } = await import("./retries.example.ts");
  const { id } = dashboard.organizations.create({ name: "Acme" });
  mock.faults.add({ kind: "status", status: 503, operation: "getOrganization", times: 1 });

  expect((await read(id, AbortSignal.timeout(10_000))).name).toBe("Acme");
  expect((await startExport(id, 3)).state).toBe("pending");
  expect((await patient.GET("/organizations")).ok).toBe(true);
  expect(mock.requests.of("getOrganization").map(({ status }) => status)).toEqual([503, 200]);
});

it("pagination: items, pages, a cursor, an array", async () => {
  const { countOrganizations, firstTwoPages, newest, readOn } = await import("./pagination.example.ts");
  for (let number = 0; number < 25; number++)
    dashboard.organizations.create({ name: `Acme ${number}`, domains: [`acme-${number}.test`] });
  const users = Array.from({ length: 150 }, (_, number) => ({ email: `person-${number}@acme.test` }));
  const { directory } = dashboard.directories.provision({ organization: "Acme 0", users });
  const log = vi.spyOn(console, "log").mockReturnValue(undefined);
  const cursors: (string | null)[] = [];

  expect(await countOrganizations()).toBe(25);
  expect((await firstTwoPages()).ids).toHaveLength(20);
  await readOn(directory.id, undefined, (cursor) => cursors.push(cursor));
  await readOn(directory.id, cursors[0] ?? undefined, () => {});
  expect(log).toHaveBeenCalledTimes(150 + 50);
  expect(cursors).toEqual([expect.any(String), null]);
  expect((await newest())[0]).toBe("Acme 24");
  log.mockRestore();
});

it("hooks: see, add headers, log, validate", async () => {
  const { checked, lines, logging, seen, watched } = await import("./hooks.example.ts");

  await watched.GET("/organizations");
  await logging.GET("/organizations/{id}", { params: { path: { id: "org_unknown" } } });

  expect(seen).toEqual([expect.stringMatching(/^\/organizations 200 \d+ req/)]);
  expect(mock.requests.of("listOrganizations")[0]?.headers.traceparent).toMatch(/^00-/);
  expect(lines).toEqual([expect.stringMatching(/^GET \/organizations\/\{id\} answered 404/)]);
  expect((await checked.GET("/organizations")).ok).toBe(true);
});
