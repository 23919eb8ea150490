import { describe, expect, it } from "vitest";
import { restoreNames } from "./declaration-names.ts";

const letters = [..."ABCDEFGHIJ"];
const models = `interface A {}\nexport type { ${letters.map((name, index) => `${name} as a${index}`).join(", ")} };\n`;
const imported = letters.map((name, index) => `a${index} as ${name}`).join(", ");

describe("restoreNames", () => {
  it("calls what a chunk exports by its own name, there and where it is imported", () => {
    const names = restore("import { a0 as A, a1 as Other } from './models-AbCd_123.cjs';\ndeclare const x: A;\n");

    expect(names.user).toBe("import { A, B as Other } from './models-AbCd_123.cjs';\ndeclare const x: A;\n");
    expect(names.models).toContain("export type { A, B, C, D, E, F, G, H, I, J };");
  });

  it("passes a whole chunk on in one line, and drops imports that served only that", () => {
    const names = restore(
      `import { ${imported} } from './models-AbCd_123.cjs';\n/** A */\ndeclare const own: B;\nexport { ${letters.join(", ")}, own };\n`,
    );

    expect(names.user).toBe(
      "import { B } from './models-AbCd_123.cjs';\n/** A */\ndeclare const own: B;\nexport { own };\nexport * from './models-AbCd_123.cjs';\n",
    );
  });

  it("passes on what is exported straight from the chunk too", () => {
    expect(restore(`export { ${imported} } from './models-AbCd_123.cjs';\n`).user).toBe(
      "export * from './models-AbCd_123.cjs';\n",
    );
  });

  it("spells names out everywhere but in `/types`", () => {
    expect(restore(`export { ${imported} } from './models-AbCd_123.cjs';\n`, "index.d.cts").user).toBe(
      `export { ${letters.join(", ")} } from './models-AbCd_123.cjs';\n`,
    );
  });

  it("leaves lists that lack a name, and the entries' own names, as they are", () => {
    const content = "import { A } from './types.cjs';\nexport { A as Public };\n";

    expect(restore(content).user).toBe(content);
    expect(restore("export { a0 as A } from './models-AbCd_123.cjs';\n").user).toBe(
      "export { A } from './models-AbCd_123.cjs';\n",
    );
  });
});

function restore(content: string, file = "types.d.cts") {
  const files = restoreNames(
    new Map([
      ["models-AbCd_123.d.cts", models],
      [file, content],
    ]),
  );
  return { user: files.get(file), models: files.get("models-AbCd_123.d.cts") };
}
