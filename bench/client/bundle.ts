// What a bundler makes of one call: esbuild, minified, gzip. And that what is not imported is not there.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { printTable } from "./_table.ts";

const create = 'import { createClient } from "@workos-kit/client"; const workos = createClient({ apiKey: "sk" });';
const createSmall =
  'import { createCore } from "@workos-kit/client/core"; const workos = createCore({ apiKey: "sk" });';
const one =
  'import { getOrganization } from "@workos-kit/client/operations"; getOrganization(workos, { id: "org_1" });';
const list = 'import { listOrganizations } from "@workos-kit/client/operations"; listOrganizations(workos);';
const all = 'import * as operations from "@workos-kit/client/operations"; console.log(workos, operations);';
const byPath = 'workos.GET("/organizations/{id}", { params: { path: { id: "org_1" } } });';
const vendor = 'import { WorkOS } from "@workos-inc/node"; new WorkOS("sk").organizations.getOrganization("org_1");';
const bare =
  'import createClient from "openapi-fetch"; createClient({}).GET("/organizations/{id}", { params: { path: { id: "1" } } });';

async function bundle(contents: string): Promise<{ code: string; kilobytes: number }> {
  const result = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "error",
  });
  const bytes = result.outputFiles[0]?.contents ?? new Uint8Array();
  return { code: new TextDecoder().decode(bytes), kilobytes: gzipSync(bytes, { level: 9 }).length / 1000 };
}

const { kilobytes: peer } = await bundle(vendor);
const small = await bundle(createSmall + one);
const full = await bundle(create + all);
const kilobytes = async (contents: string) => (await bundle(contents)).kilobytes;
printTable("Bundle, compressed (peer: one call of @workos-inc/node)", "KB", [
  { what: "createCore, one operation", ours: small.kilobytes, peer, most: 4 },
  { what: "createCore, one list", ours: await kilobytes(createSmall + list), peer },
  { what: "createClient, one operation", ours: await kilobytes(create + one), peer },
  { what: "createClient, one call by path", ours: await kilobytes(create + byPath), peer },
  { what: "createClient, every operation", ours: full.kilobytes, peer, most: 14 },
  { what: "(bare openapi-fetch, one call)", ours: await kilobytes(bare), peer },
]);

// Each of these stands in an optional entry, so it must be in the bundle of that and not in the bundle of one operation.
const optional = {
  auth: "code_challenge_method",
  session: "Fe26.2",
  tokens: "jwks",
  vault: "AES-GCM",
  events: "range_start",
  "feature-flags": "/sdk/feature-flags",
};
for (const [entry, mark] of Object.entries(optional)) {
  const { code } = await bundle(`import * as all from "@workos-kit/client/${entry}"; console.log(all);`);
  if (!code.includes(mark)) throw new Error(`/${entry} has no ${mark} any more: look for something else.`);
}
const found = Object.entries(optional).filter(([, mark]) => small.code.includes(mark));
console.log(`Optional entries in the bundle of one operation: ${found.join(", ") || "none (met)"}.`);
