import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { describe, expect, it } from "vitest";
import { type PackageName, tarballOf } from "./consumer.ts";
import { run } from "./run.ts";

const packages: readonly PackageName[] = ["client", "webhooks", "testing"];
/** What each package has in its own files instead of asking for it. */
const carried: Record<PackageName, string[]> = {
  client: ["iron-webcrypto", "jose", "openapi-fetch", "uint8array-extras"],
  webhooks: [],
  testing: ["bcryptjs", "yaml"],
};
const require = createRequire(import.meta.url);
const attw = join(dirname(require.resolve("@arethetypeswrong/cli/package.json")), "dist/index.js");

describe.each(packages)("the tarball of @workos-kit/%s", (name) => {
  const folder = fileURLToPath(new URL(`../../../packages/${name}`, import.meta.url));

  it("passes publint without a remark", async () => {
    const { messages, pkg } = await publint({ pkgDir: folder, strict: true });

    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it("has types that are right in every mode of resolution", async () => {
    const { code, output } = await run(folder, process.execPath, [
      attw,
      tarballOf(name),
      "--format",
      "ascii",
      "--no-emoji",
    ]);

    expect(code, output).toBe(0);
  });

  it("names no workspace and holds no source", async () => {
    const { output: files } = await run(folder, "tar", ["-tzf", tarballOf(name)]);
    const { output: manifest } = await run(folder, "tar", ["-xzOf", tarballOf(name), "package/package.json"]);

    expect(files.split("\n").filter((file) => /src\/|\.test\.|\.map$/.test(file))).toEqual([]);
    expect(manifest).not.toMatch(/workspace:|catalog:/);
  });

  it("passes on the licences of all it carries", async () => {
    const { output: files } = await run(folder, "tar", ["-tzf", tarballOf(name)]);
    const notices = await run(folder, "tar", ["-xzOf", tarballOf(name), "package/dist/THIRD-PARTY-NOTICES.txt"]);
    const named = [...notices.output.matchAll(/^(\S+) \d+\.\d+\.\d+$/gm)].map(([, each]) => each);

    expect(files.split("\n")).toContain("package/LICENSE");
    expect(notices.code === 0 ? named : []).toEqual(carried[name]);
  });
});
