// Verification alone, against raw node:crypto, bare WebCrypto and the vendor's SDK in the same run.
import { createHmac, timingSafeEqual } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { verify as octokit } from "@octokit/webhooks-methods";
import { WorkOS } from "@workos-inc/node";
import { createWebhooks, verifyHeader } from "@workos-kit/webhooks";
import { createWebhooksSync, verifyHeaderSync } from "@workos-kit/webhooks/sync";
import { build } from "esbuild";
import { goal, interleave, print } from "../_interleave.ts";
import { delivery, secret } from "./_deliveries.ts";

const tolerance = Infinity;
const vendor = new WorkOS("sk_test_bench").webhooks;
const vendorTolerance = 1e12;

/** The package as a bundler for other runtimes makes it: on WebCrypto. */
async function loadOnWebCrypto(): Promise<typeof createWebhooks> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const outfile = join(folder, "web.mjs");
  const contents = 'export { createWebhooks } from "@workos-kit/webhooks"';
  await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    format: "esm",
    outfile,
    tsconfigRaw: "{}",
  });
  const module = await import(pathToFileURL(outfile).href);
  await rm(folder, { recursive: true });
  return module.createWebhooks;
}

const onWebCrypto = (await loadOnWebCrypto())({ secret, tolerance });
const bound = createWebhooks({ secret, tolerance });
const boundSync = createWebhooksSync({ secret, tolerance });
const algorithm = { name: "HMAC", hash: "SHA-256" };
const key = await crypto.subtle.importKey("raw", Buffer.from(secret), algorithm, false, ["verify"]);
const least = { 1: 0.6, 10: 0.8, 256: 0.95 };

for (const size of [1, 10, 256] as const) {
  const { payload, text, timestamp, signature, sigHeader } = delivery(size);
  const options = { payload, sigHeader, secret, tolerance };
  const expected = Buffer.from(signature, "hex");
  const raw = () =>
    timingSafeEqual(createHmac("sha256", secret).update(`${timestamp}.`).update(payload).digest(), expected);
  const bare = () =>
    crypto.subtle.verify("HMAC", key, expected, Buffer.concat([Buffer.from(`${timestamp}.`), payload]));

  // It checks nothing but the signature: no time is in what it signs.
  const unstamped = `sha256=${createHmac("sha256", secret).update(payload).digest("hex")}`;

  const results = await interleave({
    "raw node:crypto": raw,
    verifyHeaderSync: () => verifyHeaderSync(options),
    "createWebhooksSync().verifyHeader": () => boundSync.verifyHeader({ payload, sigHeader }),
    "verifyHeader (Node)": () => verifyHeader(options),
    "createWebhooks().verifyHeader (Node)": () => bound.verifyHeader({ payload, sigHeader }),
    "@octokit/webhooks-methods verify": () => octokit(secret, text, unstamped),
    "@workos-inc/node 11 verifyHeader": () =>
      vendor.verifyHeader({ payload, sigHeader, secret, tolerance: vendorTolerance }),
  });
  print(`Verify ${size} KB, compared with raw node:crypto`, results);
  const ratio = (name: string) => results.find((each) => each.name === name)?.ratio ?? 0;
  goal("verifyHeaderSync, times raw", ratio("verifyHeaderSync"), least[size]);
  const vendorRatio = ratio("@workos-inc/node 11 verifyHeader");
  if (size < 256) goal("verifyHeader (Node), times the vendor's SDK", ratio("verifyHeader (Node)") / vendorRatio, 4);

  const web = await interleave({
    "bare subtle.verify, cached key": bare,
    "createWebhooks().verifyHeader (WebCrypto)": () => onWebCrypto.verifyHeader({ payload, sigHeader }),
    "@workos-inc/node 11 verifyHeader": () =>
      vendor.verifyHeader({ payload, sigHeader, secret, tolerance: vendorTolerance }),
    "createWebhooks().verifyHeader (Node)": () => bound.verifyHeader({ payload, sigHeader }),
  });
  print(`Verify ${size} KB on WebCrypto, compared with bare subtle.verify`, web);
  goal("cached key on Node, times bare subtle.verify", web[3]?.ratio ?? 0, 0.9);
  goal("cached key on WebCrypto, times bare subtle.verify", web[1]?.ratio ?? 0, 0.9);
  if (size < 256)
    goal("cached key on WebCrypto, times the vendor's SDK", (web[1]?.ratio ?? 0) / (web[2]?.ratio ?? 1), 4);
}
