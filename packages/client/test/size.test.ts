import { readdir, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

describe("the size of what a user bundles, minified and compressed", () => {
  it.each([
    [
      "one operation with the core",
      'import { createCore } from "./src/core.ts"; import { getOrganization } from "./src/operations.ts"; console.log(getOrganization(createCore({}), { id: "1" }))',
      4000,
    ],
    // Each entry carries what it needs of the errors, so that two of them together weigh more than their sources.
    [
      "one operation with the core, as installed",
      'import { createCore } from "@workos-kit/client/core"; import { getOrganization } from "@workos-kit/client/operations"; const workos = createCore({ apiKey: "sk" }); getOrganization(workos, { id: "org_1" });',
      4000,
    ],
    [
      "one list with the core",
      'import { createCore } from "./src/core.ts"; import { listOrganizations } from "./src/operations.ts"; console.log(listOrganizations(createCore({})))',
      4480,
    ],
    [
      "one operation with createClient",
      'import { createClient } from "./src/index.ts"; import { getOrganization } from "./src/operations.ts"; console.log(getOrganization(createClient({}), { id: "1" }))',
      8192,
    ],
    [
      "every operation with createClient",
      'import { createClient } from "./src/index.ts"; import * as all from "./src/operations.ts"; console.log(createClient({}), all)',
      14_336,
    ],
    ["an address of a sign-in", 'import { buildAuthorizationUrl as a } from "./src/auth.ts"; console.log(a)', 1_152],
    ["all of sign-in", 'import * as all from "./src/auth.ts"; console.log(all)', 5_888],
    ["a token verifier", 'import { createTokenVerifier as a } from "./src/tokens.ts"; console.log(a)', 8_704],
    ["sessions", 'import { createSessions as a } from "./src/session.ts"; console.log(a)', 14_848],
    ["the facade", 'import { WorkOS } from "./src/sdk.ts"; console.log(new WorkOS({}))', 14_336],
  ])("is small: %s", async (name, contents, limit) => {
    const bytes = await bundle(contents);

    console.log(`${name}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} compressed`);
    expect(gzipSync(bytes, { level: 9 }).length).toBeLessThanOrEqual(limit);
  });

  it("leaves out every door that is not imported", async () => {
    const code = new TextDecoder().decode(
      await bundle(
        'import { createCore } from "./src/core.ts"; import { getOrganization } from "./src/operations.ts"; console.log(getOrganization(createCore({}), { id: "1" }))',
      ),
    );

    const signIn = ["/user_management/", "jwks", "Fe26.2", "code_challenge"];
    for (const foreign of [
      ...signIn,
      "openapi-fetch",
      "AES-GCM",
      "/sdk/feature-flags",
      "range_start",
      "workos_cursors",
      "etag",
    ]) {
      expect(code).not.toContain(foreign);
    }
  });

  it("keeps the declarations of the whole package under 880 KiB", async () => {
    const dist = `${root}/dist`;
    const names = (await readdir(dist)).filter((name) => /\.d\.c?ts$/.test(name));
    const sizes = await Promise.all(names.map(async (name) => (await stat(`${dist}/${name}`)).size));
    const total = sizes.reduce((sum, size) => sum + size, 0);

    console.log(`${names.length} declaration files: ${total} bytes`);
    expect(total).toBeLessThanOrEqual(901_120);
  });
});

async function bundle(contents: string): Promise<Uint8Array> {
  const stdin = { contents, resolveDir: root, loader: "ts" as const };
  const result = await build({ stdin, bundle: true, minify: true, format: "esm", platform: "browser", write: false });
  return result.outputFiles[0]?.contents ?? new Uint8Array();
}
