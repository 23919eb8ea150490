import { build } from "esbuild";
import { describe, expect, it } from "vitest";

async function bundled(entry: string) {
  const result = await build({
    entryPoints: [new URL(`../src/${entry}`, import.meta.url).pathname],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    splitting: true,
    outdir: "out",
    metafile: true,
    external: ["msw", "#hmac", "bcryptjs"],
    logLevel: "silent",
  });
  return Object.keys(result.metafile.inputs);
}

describe("what a browser loads", () => {
  it.each(["index.ts", "msw.ts", "fixtures.ts", "matchers.ts"])("%s needs nothing of Node's", async (entry) => {
    // esbuild fails on an import of a Node built-in when it bundles for a browser.
    const inputs = await bundled(entry);

    expect(inputs.filter((file) => file.includes("/server/") || file.includes("/cli/"))).toEqual([]);
  });

  it("is without msw and without dependencies in the core, until a bcrypt hash is met", async () => {
    const inputs = await bundled("index.ts");
    const foreign = inputs.filter((file) => file.includes("node_modules") || file.includes("packages/client"));

    expect(foreign).toEqual([]);
  });
});
