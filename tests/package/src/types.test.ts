import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Consumer, createConsumer } from "./consumer.ts";
import { run } from "./run.ts";

const require = createRequire(import.meta.url);
const compilers = ["typescript-5.0", "typescript-5.4", "typescript", "typescript-6", "typescript-7"];
const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
const settings = {
  "strict, node16": { ...strict, module: "node16", moduleResolution: "node16" },
  "strict, bundler": { ...strict, module: "esnext", moduleResolution: "bundler" },
  "strict, libraries too": { ...strict, module: "node16", lib: ["esnext", "dom", "dom.iterable"], skipLibCheck: false },
  "loose, bundler": { strict: false, module: "esnext", moduleResolution: "bundler" },
};

const common = {
  target: "es2022",
  lib: ["es2022", "dom", "dom.iterable"],
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

const source = `
import { createClient, isApiError } from "@workos-kit/client";
import { getOrganization, listOrganizations } from "@workos-kit/client/operations";
import { createMock } from "@workos-kit/testing";
import { constructEvent } from "@workos-kit/webhooks";

const mock = createMock();
const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch });
export async function use(): Promise<string | null> {
  const { name, external_id } = await getOrganization(workos, { id: "org_1" });
  for await (const each of listOrganizations(workos, { domains: ["acme.test"] })) name satisfies typeof each.name;
  const event = await constructEvent({ payload: "{}", sigHeader: "", secret: "whsec_test" });
  if (event.event === "dsync.user.created") return event.data.directory_id;
  return external_id;
}
export const codeOf = (error: unknown) => (isApiError(error) ? error.code : undefined);
// @ts-expect-error An operation does not take fields it does not know.
export const typo = () => getOrganization(workos, { idd: "org_1" });
`;

/** Every entry of a package, for a look at all of its declarations. */
function everyEntry(name: string, consumer: Consumer): string {
  const { exports } = JSON.parse(
    readFileSync(join(consumer.folder, `node_modules/@workos-kit/${name}/package.json`), "utf8"),
  ) as { exports: Record<string, unknown> };
  const entries = Object.keys(exports).filter((entry) => entry !== "./package.json");
  return entries
    .map((entry, index) => `export * as ${name}${index} from "@workos-kit/${name}${entry.slice(1)}";`)
    .join("\n");
}

describe("the published types", () => {
  let consumer: Consumer;
  beforeAll(async () => {
    consumer = await createConsumer(["client", "testing", "webhooks"]);
    consumer.write("use.ts", source);
  });
  afterAll(() => consumer[Symbol.asyncDispose]());

  const compile = (compiler: string, options: object, file: string) => {
    const compilerOptions = { ...common, ...options };
    consumer.write("tsconfig.json", JSON.stringify({ compilerOptions, files: [file] }));
    const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin/tsc");
    return run(consumer.folder, process.execPath, [tsc, "-p", "."]);
  };

  // Every setting under the oldest and the newest compiler; those between differ from them by version only. The mock's types
  // name `Disposable`, which TypeScript 5.0 does not know.
  const compilersOf: Record<string, RegExp> = { "strict, node16": /./, "strict, libraries too": /-(5\.4|7)$/ };
  const cases = Object.entries(settings).flatMap(([name, options]) =>
    compilers
      .filter((compiler) => (compilersOf[name] ?? /-(5\.0|7)$/).test(compiler))
      .map((compiler) => ({ compiler, name, options })),
  );

  it.each(cases)("compile under $compiler ($name)", async ({ compiler, options }) => {
    expect(await compile(compiler, options, "use.ts")).toEqual({ code: 0, output: "" });
  });

  it("compile in a project of old, without the entries of package.json", async () => {
    const old = { ...strict, module: "commonjs", moduleResolution: "node" };

    expect(await compile("typescript-5.0", old, "use.ts")).toEqual({ code: 0, output: "" });
  });

  // The mock is left out: its own declarations ask for a newer compiler, which checks them above.
  it("are right in themselves for an old compiler, entry by entry", async () => {
    consumer.write("all.ts", ["client", "webhooks"].map((name) => everyEntry(name, consumer)).join("\n"));

    const whole = { ...settings["strict, node16"], skipLibCheck: false };

    expect(await compile("typescript-5.0", whole, "all.ts")).toEqual({ code: 0, output: "" });
  });
});
