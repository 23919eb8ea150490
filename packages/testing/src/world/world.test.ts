import { describe, expect, it } from "vitest";
import { refused } from "../problem.ts";
import { Clock } from "./clock.ts";
import { defineCell, defineTable } from "./definition.ts";
import { events } from "./event-log.ts";
import { World } from "./world.ts";

interface Team {
  readonly object: "team";
  readonly id: string;
  readonly name: string;
  readonly key?: string;
  readonly created_at: string;
  readonly updated_at: string;
}

interface Player {
  readonly id: string;
  readonly team_id: string;
  readonly created_at: string;
}

const teams = defineTable<Team>({
  name: "teams",
  label: "Team",
  prefix: "team",
  object: "team",
  unique: { key: (team) => team.key },
  events: { created: "organization.created", updated: "organization.updated", deleted: "organization.deleted" },
  clash: (unique) => refused(400, `${unique}_taken`, "That is taken."),
});
const players = defineTable<Player>({
  name: "players",
  label: "Player",
  prefix: "player",
  indexes: { team_id: (player) => player.team_id },
  parents: { teams: "team_id" },
  events: { deleted: "user.deleted" },
});
const motto = defineCell("motto", "none");

function world(name = "default") {
  const clock = new Clock({ start: "2026-01-01T00:00:00Z" });
  return new World({ name, seed: 1, clock, tables: [teams, players] });
}

const eventNames = (of: World) => of.rows(events).map((event) => event.event);

describe("World", () => {
  it("fills in id, object and times", () => {
    const team = world().insert(teams, { name: "Acme" });

    expect(team).toEqual({
      object: "team",
      id: expect.stringMatching(/^team_[0-9A-HJKMNP-TV-Z]{26}$/),
      name: "Acme",
      created_at: "2026-01-01T00:00:00.000Z",
      updated_at: "2026-01-01T00:00:00.000Z",
    });
  });

  it("makes the same ids from the same seed, and others in another environment", () => {
    const idsOf = (of: World) => [of.insert(teams, { name: "a" }).id, of.insert(teams, { name: "b" }).id];

    expect(idsOf(world())).toEqual(idsOf(world()));
    expect(idsOf(world())).not.toEqual(idsOf(world("other")));
    expect([...idsOf(world())].sort()).toEqual(idsOf(world()));
  });

  it("answers an unknown id with the API's 404", () => {
    expect(() => world().get(teams, "team_1")).toThrow(
      expect.objectContaining({ status: 404, body: { message: "Team not found: 'team_1'." } }),
    );
  });

  it("refuses a unique key that another row holds, and frees it again", () => {
    const here = world();
    const first = here.insert(teams, { name: "a", key: "k" });

    expect(() => here.insert(teams, { name: "b", key: "k" })).toThrow(expect.objectContaining({ status: 400 }));
    here.remove(teams, first.id);
    expect(here.insert(teams, { name: "b", key: "k" }).key).toBe("k");
  });

  it("refuses an id that is taken", () => {
    const here = world();
    here.insert(teams, { id: "team_1", name: "a" });

    expect(() => here.insert(teams, { id: "team_1", name: "b" })).toThrow(expect.objectContaining({ status: 409 }));
  });

  it("stamps an update that changes something, and only that", () => {
    const here = world();
    const team = here.insert(teams, { name: "a" });
    here.clock.set("2026-01-02T00:00:00Z");

    expect(here.update(teams, team.id, { name: "a", key: undefined })).toBe(team);
    expect(here.update(teams, team.id, { name: "b" }).updated_at).toBe("2026-01-02T00:00:00.000Z");
    expect(eventNames(here)).toEqual(["organization.created", "organization.updated"]);
  });

  it("removes what belongs to a row before the row, with its events", () => {
    const here = world();
    const team = here.insert(teams, { name: "a" });
    here.insert(players, { team_id: team.id });

    here.remove(teams, team.id);

    expect(here.rows(players)).toEqual([]);
    expect(eventNames(here)).toEqual(["organization.created", "user.deleted", "organization.deleted"]);
  });

  it("returns to a snapshot as often as asked: rows, indexes, cells, ids and time", async () => {
    const here = world();
    here.insert(teams, { name: "a", key: "k" });
    const point = here.snapshot();
    const branch = () => {
      here.write(motto, "on");
      return here.insert(teams, { name: "b" }).id;
    };
    const first = branch();
    await here.clock.advance({ days: 1 });

    here.restore(point);

    expect(here.rows(teams).map((team) => team.name)).toEqual(["a"]);
    expect(here.findBy(teams, "key", "k")?.name).toBe("a");
    expect([here.read(motto), here.clock.iso()]).toEqual(["none", "2026-01-01T00:00:00.000Z"]);
    expect(branch()).toBe(first);
  });

  it("travels as JSON", () => {
    const here = world();
    const team = here.insert(teams, { name: "a", key: "k" });
    here.write(motto, "on");
    const there = world("there");

    there.import(JSON.parse(JSON.stringify(here.export())));

    expect(there.findBy(teams, "key", "k")).toEqual(team);
    expect(there.read(motto)).toBe("on");
  });

  it("looks at the rows of a page, and not at the table", () => {
    const here = world();
    for (let index = 0; index < 5000; index++)
      here.insert(players, { team_id: index % 2 ? "odd" : "even" }, { isSilent: true });
    let looks = 0;
    const filter = () => ++looks > 0;
    const { list_metadata } = here.list(players, { limit: 10 }, { where: { team_id: "odd" }, filter });

    here.list(players, { limit: 10, after: String(list_metadata.after) }, { where: { team_id: "odd" }, filter });

    expect(looks).toBeLessThan(30);
  });

  it("refuses bad cursors", () => {
    const here = world();

    expect(() => here.list(teams, { after: "team_x" })).toThrow(expect.objectContaining({ status: 422 }));
    expect(() => here.list(teams, { after: "a", before: "b" })).toThrow(expect.objectContaining({ status: 422 }));
  });

  it("runs timers in order when the clock advances", async () => {
    const clock = new Clock({ start: 0 });
    const seen: string[] = [];
    const handlers = new Map([
      [
        "note",
        (of: World, payload: Record<string, unknown>) => {
          seen.push(`${payload.text}@${of.clock.now()}`);
        },
      ],
    ]);
    const here = new World({ name: "t", clock, timers: handlers });
    here.schedule("note", 2000, { text: "late" });
    here.schedule("note", 1000, { text: "early" });

    await clock.advance({ seconds: 3 });

    expect(seen).toEqual(["early@1000", "late@2000"]);
    expect(clock.now()).toBe(3000);
  });

  it("keeps what it sends in the outbox", () => {
    const here = world();
    here.send({ channel: "email", to: "Ada@acme.test", kind: "magic_auth", text: "Your code: 1", code: "1" });
    here.send({ channel: "email", to: "ada@acme.test", kind: "invitation", text: "Welcome" });

    expect(here.outbox.last("ADA@acme.test")?.kind).toBe("invitation");
    expect(here.outbox.last("ada@acme.test", "magic_auth")?.code).toBe("1");
  });
});
