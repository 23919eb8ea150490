import { createClient } from "../src/index.ts";
import { getOrganization } from "../src/operations.ts";
import { json, type Reply, recorder, stillWorld } from "./recorder.ts";

/** A client whose requests are answered from a list, on a clock that only its own waits move. */
export function setUp(options: object, ...replies: Reply[]) {
  const { fetch, requests } = recorder(...replies);
  const world = stillWorld();
  const client = createClient({ apiKey: "sk_test", clientId: "client_1", fetch, world, ...options });
  return { client, requests, world };
}

/** What reading an organization fails with when the API replies like this. */
export async function failureOf(reply: Reply, options = {}): Promise<unknown> {
  return getOrganization(setUp(options, reply).client, { id: "org_1" }).catch((error: unknown) => error);
}

export function page(ids: string[], after: string | null, before: string | null = null): Response {
  return json({ object: "list", data: ids.map((id) => ({ id })), list_metadata: { before, after } });
}
