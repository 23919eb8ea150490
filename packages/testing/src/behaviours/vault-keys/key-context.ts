/** The key encryption key of a context: equal contexts share one, whatever the order of their entries. */
export type KeyContext = Readonly<Record<string, string>>;

/** Name of the key encryption key of a context, as metadata and events show it. */
export async function keyIdOf(context: KeyContext): Promise<string> {
  const hash = await digestOf(context);
  return `key_${[...hash.subarray(0, 6)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** The key encryption key itself. It never leaves the mock: only what it wraps does. */
export async function keyOf(context: KeyContext): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", await digestOf(context), "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function digestOf(context: KeyContext): Promise<Uint8Array<ArrayBuffer>> {
  const entries = Object.entries(context).sort(([left], [right]) => (left < right ? -1 : 1));
  const text = `mock key encryption key ${JSON.stringify(entries)}`;
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
