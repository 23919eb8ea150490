import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bundleWorker, readConfiguration } from "./start-worker.ts";

const bundle = await bundleWorker();

describe("the bundle", () => {
  it("needs nothing of Node, also not by a compatibility flag", () => {
    expect(new Set(bundle.left)).toEqual(new Set(["cloudflare:workers"]));
    expect(bundle.code).not.toMatch(/["']node:/);
    expect(readConfiguration()).not.toHaveProperty("compatibility_flags");
  });

  it("is small", () => {
    const bytes = gzipSync(bundle.code).length;

    expect(bytes).toBeLessThan(35_000);
  });
});
