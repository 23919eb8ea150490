/** Whether a verifier belongs to a challenge (RFC 7636, method S256). */
export async function matchesChallenge(challenge: string, verifier: unknown): Promise<boolean> {
  if (typeof verifier !== "string") return false;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const text = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") === challenge;
}
