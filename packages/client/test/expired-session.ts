import { expect } from "vitest";
import { createClient } from "../src/client.ts";
import { type Coalesce, coalesceInProcess } from "../src/session/coalesce.ts";
import { createSessions } from "../src/session/sessions.ts";
import { createTokenVerifier } from "../src/tokens/verifier.ts";
import { json, recorder } from "./recorder.ts";
import { password, requestWith, tokenWorld } from "./token-world.ts";

export const oauth = (error: string, status = 400) => json({ error, error_description: "No." }, status);

/** A session that has expired, and an API that answers refreshes as it is told to. */
export async function expired(...replies: Parameters<typeof recorder>) {
  const world = await tokenWorld();
  const { fetch, requests } = recorder(...replies);
  const client = createClient({ apiKey: "sk_test", clientId: "client_1", fetch, retries: 0 });
  let joined = 0;
  const inProcess = coalesceInProcess();
  const coalesce: Coalesce = (key, make) => {
    joined++;
    return inProcess(key, make);
  };
  const sessions = createSessions(client, { password, tokens: createTokenVerifier(world.client), coalesce });
  const request = requestWith(await sessions.start(await world.authentication({ expiresIn: -60 })));
  return { world, sessions, request, requests, allJoined: (count: number) => expect.poll(() => joined).toBe(count) };
}
