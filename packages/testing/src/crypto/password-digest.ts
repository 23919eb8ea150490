/**
 * A digest of a password that costs next to nothing and is the same in every run. It protects nothing, and need not:
 * it keeps passwords out of snapshots and answers, and it is synchronous, so that seeds can set them.
 */
export function passwordDigest(password: string, salt: string): string {
  const text = `${salt}\u0000${password}`;
  let digest = "";
  for (let round = 0; round < 4; round++) {
    let hash = 2166136261 ^ round;
    for (let index = 0; index < text.length; index++) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 16777619);
      hash ^= hash >>> 13;
    }
    digest += (hash >>> 0).toString(16).padStart(8, "0");
  }
  return digest;
}
