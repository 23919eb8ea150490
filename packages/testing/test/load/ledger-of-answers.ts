const headers = { authorization: "Bearer sk_test_default", "content-type": "application/json" };

interface Organization {
  id: string;
  name: string;
}

/** What an organization may be by now: what was answered last, and what was asked for since without an answer. */
interface Entry {
  /** Undefined: it was deleted. */
  names: Set<string | undefined>;
}

/** Writes to a server, and remembers what it answered. */
export function openBook() {
  const entries = new Map<string, Entry>();
  const owned = new Map<number, string[]>();
  // Organizations that were asked for without an answer: there or not.
  const unanswered = new Set<string>();
  const totals = { answered: 0, unanswered: 0 };
  let made = 0;

  const create = async (url: string, owner: number) => {
    const name = `Organization ${made++}`;
    unanswered.add(name);
    const { id } = await ask<Organization>(url, "POST", "/organizations", { name });
    unanswered.delete(name);
    entries.set(id, { names: new Set([name]) });
    owned.set(owner, [...(owned.get(owner) ?? []), id]);
  };
  const change = async (url: string, id: string, name: string | undefined) => {
    const { names } = entries.get(id) ?? { names: new Set() };
    names.add(name);
    if (name === undefined) await ask(url, "DELETE", `/organizations/${id}`);
    else await ask(url, "PUT", `/organizations/${id}`, { name });
    for (const other of names) if (other !== name) names.delete(other);
  };

  return {
    /** Creates, renames or deletes something of one connection. False when no answer came. */
    async write(url: string, owner: number, dice: number): Promise<boolean> {
      // What may or may not be deleted is left alone: nobody could say what else must come of it.
      const mine = (owned.get(owner) ?? []).filter((id) => !entries.get(id)?.names.has(undefined));
      const id = mine[dice % Math.max(1, mine.length)];
      try {
        if (id === undefined || dice % 4 < 2) await create(url, owner);
        else if (dice % 4 === 2) await change(url, id, `Renamed ${made++}`);
        else await change(url, id, undefined);
        totals.answered++;
        return true;
      } catch (error) {
        if (error instanceof Refusal) throw error;
        totals.unanswered++;
        return false;
      }
    },

    /** Compares with what is there. What may be either is, from now on, what it is. */
    compare(found: ReadonlyMap<string, string>, created: ReadonlySet<string>, onFailure: (text: string) => void) {
      for (const [id, { names }] of entries) {
        const name = found.get(id);
        if (!names.has(name)) onFailure(`${id} is ${name ?? "gone"}, not one of ${[...names].map(String).join(", ")}.`);
        if (!created.has(id)) onFailure(`${id} was created without an event.`);
        names.clear();
        names.add(name);
      }
      for (const [id, name] of found) {
        if (entries.has(id)) continue;
        if (!unanswered.has(name)) onFailure(`${id} is there, and nobody asked for it: ${name}.`);
        entries.set(id, { names: new Set([name]) });
        if (!created.has(id)) onFailure(`${id} was created without an event.`);
      }
      unanswered.clear();
    },

    totals: () => ({ ...totals, organizations: entries.size }),
  };
}

/** Names of all organizations, by id. */
export async function organizationsOf(url: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { id, name } of all<Organization>(url, "/organizations")) found.set(id, name);
  return found;
}

/** Ids of all organizations that the event log says were created. */
export async function eventsOf(url: string): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const { data } of all<{ id: string; data: Organization }>(url, "/events?events=organization.created"))
    found.add(data.id);
  return found;
}

/** The server answered, but not as it must: no kill explains that. */
class Refusal extends Error {}

async function* all<Item extends { id: string }>(url: string, path: string): AsyncGenerator<Item> {
  for (let after: string | null | undefined = ""; after !== undefined && after !== null; ) {
    const query = `${path.includes("?") ? "&" : "?"}limit=100${after ? `&after=${after}` : ""}`;
    const page: { data: Item[]; list_metadata: { after?: string | null } } = await ask(url, "GET", path + query);
    yield* page.data;
    after = page.list_metadata.after;
  }
}

async function ask<Answer>(url: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const text = await answer.text();
  if (!answer.ok) throw new Refusal(`${method} ${path} → ${answer.status} ${text}`);
  return text === "" ? ({} as Answer) : JSON.parse(text);
}
