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

describe("the published types", () => {
  let consumer: Consumer;
  beforeAll(async () => {
    consumer = await createConsumer(["client", "testing", "webhooks"]);
    consumer.write("use.ts", source);
  });
  afterAll(() => consumer[Symbol.asyncDispose]());

  const cases = compilers.flatMap((compiler) =>
    Object.entries(settings)
      // By the oldest and the newest that know `Disposable`, which the mock's types name.
      .filter(([name]) => name !== "strict, libraries too" || /-(5\.4|7)$/.test(compiler))
      .map(([name, options]) => ({ compiler, name, options })),
  );

  it.each(cases)("compile under $compiler ($name)", async ({ compiler, options }) => {
    const file = `tsconfig.${compiler}.json`;
    const compilerOptions = {
      target: "es2022",
      lib: ["es2022", "dom", "dom.iterable"],
      noEmit: true,
      skipLibCheck: true,
      types: [],
      ...options,
    };
    consumer.write(file, JSON.stringify({ compilerOptions, files: ["use.ts"] }));
    const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin/tsc");

    expect(await run(consumer.folder, process.execPath, [tsc, "-p", file])).toEqual({ code: 0, output: "" });
  });
});
