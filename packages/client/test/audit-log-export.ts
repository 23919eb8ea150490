import { createClient } from "../src/client.ts";
import { json, recorder, stillWorld } from "./recorder.ts";

export const id = "audit_log_export_1";

export function setUp(...replies: Parameters<typeof recorder>) {
  const { fetch, requests } = recorder(...replies);
  return { client: createClient({ apiKey: "sk_test", fetch, world: stillWorld() }), requests };
}

export function state(value: string, url = "https://files.test/1"): Response {
  return json({ object: "audit_log_export", id, state: value, ...(value === "ready" ? { url } : {}) });
}

/** Keeps what is written to it, after what was there before. */
export function collector(before = "") {
  const chunks: string[] = [before];
  const decoder = new TextDecoder();
  return {
    sink: { write: (chunk: Uint8Array) => void chunks.push(decoder.decode(chunk)) },
    text: () => chunks.join(""),
  };
}
