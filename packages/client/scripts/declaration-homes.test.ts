import { describe, expect, it } from "vitest";
import { importFromHomes } from "./declaration-homes.ts";

const models = "interface A {}\ninterface B {}\nexport type { A, B };\n";

describe("importFromHomes", () => {
  it("imports a name from the file that declares it, however it was passed on", () => {
    const files = {
      "models.d.cts": models,
      "named.d.cts": "import { A } from './models.cjs';\nexport { B as Renamed } from './models.cjs';\nexport { A };\n",
      "starred.d.cts": "export * from './named.cjs';\n",
    };
    expect(move("import { A, Renamed as Mine } from './starred.cjs';\ndeclare const a: A;\n", files)).toBe(
      "import { A, B as Mine } from './models.cjs';\ndeclare const a: A;\n",
    );
    expect(move("export type { A } from './named.cjs';\n", files)).toBe("export type { A } from './models.cjs';\n");
  });

  it("parts a list whose names have several homes, and leaves what the entry itself declares", () => {
    const door = "import { A } from './models.cjs';\ndeclare function open(): A;\nexport { A, open };\n";

    expect(move("import { open, A } from './door.cjs';\n", { "models.d.cts": models, "door.d.cts": door })).toBe(
      "import { open } from './door.cjs';\nimport { A } from './models.cjs';\n",
    );
  });

  it("leaves names of files it does not know, and of packages", () => {
    const content = "import { A } from './elsewhere.cjs';\nimport { JWK } from 'jose';\n";

    expect(move(content, {})).toBe(content);
  });

  it("drops imports that name nothing", () => {
    expect(move("import './models.cjs';\nexport {};\n", { "models.d.cts": models })).toBe("export {};\n");
  });
});

function move(content: string, others: Record<string, string>) {
  return importFromHomes(new Map(Object.entries({ ...others, "user.d.cts": content }))).get("user.d.cts");
}
