import { readFile, truncate } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { email, openStage } from "./stage.ts";

const { mock, dashboard, folder } = await openStage();

it("events: follow with a cursor on disk, know their types, count a range, read a directory", async () => {
  const { addresses, count, emailsOf, follow } = await import("./events.example.ts");
  for (const each of ["one@acme.test", "two@acme.test"]) dashboard.users.create({ email: each });
  const seen: string[] = [];
  const stop = new AbortController();
  const run = follow(
    join(folder, "cursors.db"),
    async (name) => {
      seen.push(name);
      if (seen.length === 2) stop.abort(new Error("Enough."));
    },
    stop.signal,
  );
  await expect(run).rejects.toThrow("Enough.");
  const { directory } = dashboard.directories.provision({
    organization: dashboard.organizations.create({ name: "Acme" }).id,
    users: [{ email }],
  });
  const now = mock.clock.now();

  expect(seen).toEqual(["user.created", "user.created"]);
  expect(await addresses()).toEqual(["one@acme.test", "two@acme.test"]);
  expect(await count(new Date(now - 60_000), new Date(now + 60_000))).toBeGreaterThanOrEqual(2);
  expect(await emailsOf(directory.id)).toEqual([email]);
});

it("events: cursor and work in one transaction", async () => {
  const { copy } = await import("./events.example.ts");
  dashboard.users.create({ email });
  const asked: string[] = [];
  let cursor: unknown;
  const query = async (text: string, values: unknown[]) => {
    asked.push(text.split(" ").slice(0, 3).join(" "));
    if (text.startsWith("INSERT INTO workos_cursors")) cursor = values[1];
    return { rows: cursor === undefined ? [] : [{ cursor }] };
  };

  await copy({ query });
  await copy({ query });

  dashboard.users.create({ email: "bad@acme.test" });
  const failing = async (text: string, values: unknown[]) => {
    const answer = await query(text, values);
    if (text.startsWith("INSERT INTO history")) throw new Error("No such table.");
    return answer;
  };
  const start = asked.length;
  await expect(copy({ query: failing })).rejects.toThrow("No such table.");
  expect(asked.splice(start)).toEqual(["SELECT cursor FROM", "BEGIN", "INSERT INTO history", "ROLLBACK"]);

  const work = ["BEGIN", "INSERT INTO history", "INSERT INTO workos_cursors", "COMMIT"];
  expect(asked).toEqual(["SELECT cursor FROM", ...work, "INSERT INTO workos_cursors", "SELECT cursor FROM"]);
});

it("audit log exports: to a file, and on from where it stopped", async () => {
  const { exportTo, resume } = await import("./audit-log-export.example.ts");
  const organization = dashboard.organizations.create({ name: "Acme" });
  const occurred_at = new Date(mock.clock.now() - 60_000);
  dashboard.auditLogs.create({
    organization,
    action: "report.shared",
    occurred_at: occurred_at.toISOString(),
    actor: { id: "user_1", type: "user" },
    targets: [{ id: "r-1", type: "report" }],
    context: { location: "203.0.113.9" },
  });
  const log = vi.spyOn(console, "log").mockReturnValue(undefined);
  const path = join(folder, "export.csv");

  const now = mock.clock.now();
  const { id, bytes } = await exportTo(path, organization.id, new Date(now - 3_600_000), new Date(now));

  const file = await readFile(path, "utf8");
  expect(file).toContain("report.shared");
  for (const part of [10, bytes - 1, bytes]) {
    await truncate(path, part);
    expect((await resume(path, id)).bytes).toBe(bytes);
    expect(await readFile(path, "utf8")).toBe(file);
  }
  expect(log).toHaveBeenCalled();
  log.mockRestore();
});
