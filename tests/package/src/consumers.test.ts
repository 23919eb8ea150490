import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Consumer, createConsumer, type PackageName } from "./consumer.ts";
import { run } from "./run.ts";
import { commonJs, esm, uses } from "./use.ts";

const packages: readonly PackageName[] = ["client", "webhooks", "testing"];

describe.each(packages)("a fresh project that has only @workos-kit/%s", (name) => {
  let consumer: Consumer;
  beforeAll(async () => {
    consumer = await createConsumer([name]);
  });
  afterAll(() => consumer[Symbol.asyncDispose]());

  it("uses it from ESM", async () => {
    expect(await consumer.execute("use.mjs", esm(uses[name]))).toEqual({ code: 0, output: "ok\n" });
  });

  it("uses it from CommonJS", async () => {
    expect(await consumer.execute("use.cjs", commonJs(uses[name]))).toEqual({ code: 0, output: "ok\n" });
  });

  it("uses it from a bundle", async () => {
    consumer.write("entry.mjs", esm(uses[name]));
    await build({
      absWorkingDir: consumer.folder,
      entryPoints: ["entry.mjs"],
      bundle: true,
      minify: true,
      format: "esm",
      platform: "node",
      outfile: "bundle.mjs",
      logLevel: "silent",
    });

    expect(await run(consumer.folder, process.execPath, ["bundle.mjs"])).toEqual({ code: 0, output: "ok\n" });
  });
});
