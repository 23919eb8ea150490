import { body, delivery, type EdgeRow, header, hmac, noon, secret } from "./edge-table.ts";

const row = (input: string, changes: Record<string, unknown>, verify: EdgeRow["verify"], says?: string): EdgeRow => ({
  input,
  options: () => ({ ...delivery(), ...changes }),
  verify,
  ...(says === undefined ? {} : { says }),
});
const old = (ageMs: number) => header(body, noon - ageMs);
const signedWith = (key: string | Uint8Array) => `t=${noon}, v1=${hmac(key, noon, body)}`;
const bytes = new TextEncoder().encode(secret);
const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
shared.set(bytes);

/** Options that work, and those that must be refused instead of switching a check off. */
export const optionRows: readonly EdgeRow[] = [
  row("tolerance 180, seconds by mistake", { tolerance: 180 }, "invalid_options", "seconds or milliseconds?"),
  row("tolerance 999", { tolerance: 999 }, "invalid_options"),
  row("tolerance 1000", { tolerance: 1000, sigHeader: old(1000) }, "ok"),
  row("tolerance 1000, 1001 ms old", { tolerance: 1000, sigHeader: old(1001) }, "timestamp_too_old"),
  row("tolerance 0, signed now", { tolerance: 0 }, "ok"),
  row("tolerance 0, 1 ms old", { tolerance: 0, sigHeader: old(1) }, "timestamp_too_old"),
  row("tolerance NaN", { tolerance: Number.NaN }, "invalid_options"),
  row("tolerance Infinity, a year old", { tolerance: Infinity, sigHeader: old(31_536_000_000) }, "ok"),
  row("tolerance -1", { tolerance: -1 }, "invalid_options"),
  row("tolerance as text", { tolerance: "180000" }, "invalid_options"),
  row("tolerance null", { tolerance: null }, "ok"),
  row("toleranceSeconds 300, 299 s old", { toleranceSeconds: 300, sigHeader: old(299_000) }, "ok"),
  row("toleranceSeconds 1, 2 s old", { toleranceSeconds: 1, sigHeader: old(2000) }, "timestamp_too_old"),
  row("toleranceSeconds 180000, ms by mistake", { toleranceSeconds: 180_000 }, "invalid_options", "milliseconds"),
  row("toleranceSeconds Infinity", { toleranceSeconds: Infinity, sigHeader: old(1e9) }, "ok"),
  row("toleranceSeconds NaN", { toleranceSeconds: Number.NaN }, "invalid_options"),
  row("both units", { tolerance: 180_000, toleranceSeconds: 180 }, "invalid_options", "seconds or milliseconds?"),
  row("futureTolerance wider", { futureTolerance: 600_000, sigHeader: old(-500_000) }, "ok"),
  row("futureTolerance 0, 1 ms ahead", { futureTolerance: 0, sigHeader: old(-1) }, "timestamp_in_future"),
  row("futureTolerance 5", { futureTolerance: 5 }, "invalid_options"),
  row(
    "futureTolerance does not widen the past",
    { futureTolerance: 600_000, sigHeader: old(200_000) },
    "timestamp_too_old",
  ),
  row("now as a function", { now: () => noon }, "ok"),
  row("now in seconds", { now: noon / 1000 }, "timestamp_in_future", "seconds or milliseconds?"),
  row("now NaN", { now: Number.NaN }, "invalid_options"),
  row("now as a date", { now: new Date(noon) }, "invalid_options"),
  row("now of a queue", { now: noon - 3_600_000, sigHeader: old(3_600_000) }, "ok"),
  row("secret empty", { secret: "" }, "missing_secret", "environment variable"),
  row("secret undefined", { secret: undefined }, "missing_secret"),
  row("secret null", { secret: null, sigHeader: signedWith("null") }, "missing_secret"),
  row("secret empty bytes", { secret: new Uint8Array() }, "missing_secret"),
  row("no secrets", { secret: [] }, "missing_secret"),
  row("one of the secrets empty", { secret: [secret, ""] }, "missing_secret"),
  // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
  row("a hole among the secrets", { secret: [, secret] }, "missing_secret"),
  row("secret of white space, from an empty file", { secret: "\n" }, "missing_secret"),
  row("secret in shared memory", { secret: shared }, "ok"),
  row("secret a number", { secret: 5 }, "missing_secret"),
  row("nine secrets", { secret: Array.from({ length: 9 }, () => secret) }, "missing_secret"),
  row("secret with a newline", { secret: `${secret}\n` }, "signature_mismatch", "spaces"),
  row("secret in quotes", { secret: `"${secret}"` }, "signature_mismatch", "quote"),
  row("secret of another endpoint", { secret: "whsec_other" }, "signature_mismatch", "this endpoint's secret"),
  row("secret not ASCII", { secret: "clé-💡", sigHeader: signedWith("clé-💡") }, "ok"),
  row("secret with half a surrogate", { secret: "a\ud800", sigHeader: signedWith("a\ufffd") }, "ok"),
  row("secret as bytes", { secret: bytes }, "ok"),
  row("secret as a Buffer", { secret: Buffer.from(secret) }, "ok"),
  row("secret longer than a block", { secret: "k".repeat(131), sigHeader: signedWith("k".repeat(131)) }, "ok"),
  row("the right secret second", { secret: ["whsec_new", secret] }, "ok"),
  row("the right secret eighth", { secret: [...Array.from({ length: 7 }, (_, index) => `no_${index}`), secret] }, "ok"),
  row("parsed body with rawBodyOnly", { payload: JSON.parse(body), rawBodyOnly: true }, "unsupported_payload"),
];
