import { expect, it } from "vitest";
import { shareDeclarations } from "./declarations.ts";

it("keeps one copy of the declarations, and points the entries of the other format to it", () => {
  const files = new Map([
    ["index.d.ts", "import { A } from './chunk-AbCd_123.js';\n"],
    ["index.d.cts", "interface B {\n    a: {\n        b: string;\n    };\n}\nexport type { B };\n"],
    ["chunk-AbCd_123.d.ts", "export {}"],
    ["chunk-ZbCd_123.d.cts", "export {}"],
    ["own.d.ts", "left out: it has no twin"],
  ]);

  expect(Object.fromEntries(shareDeclarations(files))).toEqual({
    "index.d.ts": "export { B } from './index.cjs';\n",
    "index.d.cts": "interface B {\n\ta: {\n\t\tb: string;\n\t};\n}\nexport type { B };\n",
    "chunk-ZbCd_123.d.cts": "export {}",
  });
});

it("names what an entry gives away, from where it is declared and under the name it has there", () => {
  const files = new Map([
    ["door.d.ts", ""],
    ["door.d.cts", "import { A } from './a.cjs';\nexport { A, own as renamed };\nexport * from './b.cjs';\n"],
    ["types.d.ts", ""],
    ["types.d.cts", "export * from './b.cjs';\n"],
    ["a.d.cts", "export type { A };\n"],
    ["b.d.cts", "export type { B };\n"],
  ]);

  const shared = shareDeclarations(files);

  expect(shared.get("door.d.ts")).toBe(
    "export { A } from './a.cjs';\nexport { renamed } from './door.cjs';\nexport { B } from './b.cjs';\n",
  );
  expect(shared.get("types.d.ts")).toBe("export * from './types.cjs';\n");
});

it("shortens what openapi-typescript repeats", () => {
  const content =
    'interface paths {\n    a: components["schemas"]["A"];\n    headers: {\n        [name: string]: unknown;\n    };\n}\n';

  expect(shareDeclarations(new Map([["types.d.cts", content]])).get("types.d.cts")).toBe(
    'type S = components["schemas"];\ntype R = components["responses"];\ntype P = components["parameters"];\n' +
      'type H = { [name: string]: unknown };\ninterface paths {\na: S["A"];\nheaders: H;\n}\n',
  );
});
