import { expect, it } from "vitest";
import { json, recorder, stillWorld } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import { type BackfillOptions, backfillDirectory } from "./backfill-directory.ts";
import { memoryCursors } from "./cursor-store.ts";

const everything = ["group_0", "group_1", "group_2", "user_0", "user_1", "user_2", "user_3", "user_4"];

it("loses nobody and repeats one page at most, whichever step fails", async () => {
  for (let fatal = 1; fatal <= 40; fatal++) {
    const cursors = memoryCursors();
    let steps = 0;
    const step = () => {
      if (++steps === fatal) throw new Error("Killed.");
    };
    const dying = {
      load: async (name: string) => {
        step();
        return cursors.load(name);
      },
      save: async (name: string, cursor: string) => {
        step();
        await cursors.save(name, cursor);
        step();
      },
    };
    const seen: string[] = [];
    const run = () => read({ cursors: dying }, (id) => [step(), seen.push(id), step()]);

    await run().catch(() => run());

    expect([...new Set(seen)]).toEqual(everything);
    expect(seen.length - everything.length).toBeLessThanOrEqual(2);
  }
});

it("reads a directory again under another name, and not under the same", async () => {
  const cursors = memoryCursors();
  const seen: string[] = [];

  for (const name of [undefined, undefined, "again"])
    await read({ cursors, ...(name === undefined ? {} : { name }) }, (id) => seen.push(id));

  expect(seen).toEqual([...everything, ...everything]);
});

it.each(["event_1", "users", "groups", "user event_1", "@2026-01-01T00:00:00.000Z", " "])(
  "does not take the cursor of something else for its own: %j",
  async (cursor) => {
    const seen: string[] = [];

    const outcome = read({ cursors: memoryCursors({ mine: cursor }), name: "mine" }, (id) => seen.push(id));

    await expect(outcome).rejects.toThrow('The cursor "mine" is not that of a directory.');
    expect(seen).toEqual([]);
  },
);

it("ends in the middle of a page with the caller's signal", async () => {
  const controller = new AbortController();
  const seen: string[] = [];

  const outcome = read({ signal: controller.signal, limit: 100 }, (id) => {
    if (seen.push(id) === 5) controller.abort(new Error("Enough."));
  });

  await expect(outcome).rejects.toThrow("Enough.");
  expect(seen).toEqual(everything.slice(0, 5));
});

async function read(options: BackfillOptions, onEntry: (id: string) => void): Promise<void> {
  const { fetch } = recorder(({ url }) => {
    const prefix = url.pathname === "/directory_groups" ? "group" : "user";
    const all = everything.filter((id) => id.startsWith(prefix)).map((id) => ({ id }));
    const start = all.findIndex(({ id }) => id === url.searchParams.get("after")) + 1;
    const data = all.slice(start, start + Number(url.searchParams.get("limit")));
    const after = start + data.length < all.length ? data.at(-1)?.id : null;
    return json({ object: "list", data, list_metadata: { before: null, after } });
  });
  const client = createClient({ apiKey: "sk_test", fetch });
  for await (const entry of backfillDirectory(client, "directory_1", { limit: 2, world: stillWorld(), ...options }))
    onEntry(entry.kind === "group" ? entry.group.id : entry.user.id);
}
