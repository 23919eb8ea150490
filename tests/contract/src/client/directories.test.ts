import { createClient } from "@workos-kit/client";
import { backfillDirectory, type CursorStore, type DirectoryEntry, memoryCursors } from "@workos-kit/client/events";
import { describe, expect, it } from "vitest";
import { openStage } from "./stage.ts";

describe("the back-fill of a directory", () => {
  it("gives every group and every person once, without meeting the rate limit", async () => {
    await using stage = await openDirectory(250);
    const sleeps: number[] = [];

    const entries: DirectoryEntry[] = [];
    for await (const entry of stage.backfill({ sleeps, limit: 20 })) entries.push(entry);

    expect(new Set(entries.map(nameOf)).size).toBe(entries.length);
    expect(entries.map(({ kind }) => kind)).toEqual([...Array(3).fill("group"), ...Array(250).fill("user")]);
    const [, , , first] = entries;
    expect(first).toMatchObject({ kind: "user", user: { groups: [{ name: "eng" }] } });
    expect(stage.mock.requests.all.map(({ status }) => status)).not.toContain(429);
    expect(sleeps.length).toBeGreaterThan(10);
  });

  it("goes on in the page where an earlier one died", async () => {
    await using stage = await openDirectory(50);
    const cursors = memoryCursors();
    const seen: string[] = [];
    for await (const entry of stage.backfill({ cursors, limit: 10 })) if (seen.push(nameOf(entry)) === 26) break;

    for await (const entry of stage.backfill({ cursors, limit: 10 })) seen.push(nameOf(entry));

    expect(new Set(seen).size).toBe(53);
    // The page in hand comes again, and nothing before it.
    expect(seen.length).toBeLessThanOrEqual(53 + 10);
    expect(await allOf(stage.backfill({ cursors }))).toEqual([]);
  });

  it("waits as asked where somebody else uses up the limit", async () => {
    await using stage = await openDirectory(30);
    stage.mock.faults.add({ kind: "rateLimit", operation: "listDirectoryUsers", retryAfterSeconds: 1, times: 1 });

    const users = (await allOf(stage.backfill({ limit: 10 }))).filter(({ kind }) => kind === "user");

    expect(users).toHaveLength(30);
  });
});

async function allOf(entries: AsyncIterable<DirectoryEntry>): Promise<DirectoryEntry[]> {
  const all: DirectoryEntry[] = [];
  for await (const entry of entries) all.push(entry);
  return all;
}

function nameOf(entry: DirectoryEntry): string {
  return entry.kind === "group" ? entry.group.id : entry.user.id;
}

async function openDirectory(people: number) {
  const stage = await openStage({ seed: 1, rateLimits: true });
  const organization = stage.mock.dashboard.organizations.create({ name: "Acme" });
  const { directory } = stage.mock.dashboard.directories.provision({
    organization,
    groups: [{ name: "eng" }, { name: "sales" }, { name: "legal" }],
    users: Array.from({ length: people }, (_, index) => ({ email: `p${index}@acme.test`, groups: ["eng"] })),
  });
  // One clock for the API, the client and the back-fill.
  const worldOf = (sleeps: number[]) => ({
    now: () => stage.mock.clock.now(),
    sleep: async (ms: number) => {
      sleeps.push(ms);
      await stage.mock.clock.advance(ms);
    },
  });
  const client = createClient({ apiKey: stage.mock.apiKey, baseUrl: stage.url, world: worldOf([]) });
  const backfill = (given: { sleeps?: number[]; limit?: number; cursors?: CursorStore } = {}) => {
    const { sleeps = [], ...options } = given;
    return backfillDirectory(client, directory.id, { ...options, world: worldOf(sleeps) });
  };
  return { ...stage, backfill };
}
