import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";

/** An operation of the spec, by name, with the path's parameters left out. */
interface Described {
  id: string;
  method: string;
  path: string;
}

/** The names of the operations whose method and path stand nowhere in the code of the vendor's SDK. */
export function operationsWithoutMethod(): { all: string[]; without: string[] } {
  const described = describeSpec();
  const sent = readVendorPaths();
  const without = described.filter(({ method, path }) => !sent.has(`${method} ${path}`));
  return { all: described.map(({ id }) => id), without: without.map(({ id }) => id).sort() };
}

function describeSpec(): Described[] {
  const file = new URL("../../../../../openapi/dist/openapi.json", import.meta.url);
  const { paths } = JSON.parse(readFileSync(file, "utf8")) as {
    paths: Record<string, Record<string, { operationId?: string }>>;
  };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { operationId }]) =>
      operationId === undefined ? [] : [{ id: operationId, method, path: path.replace(/\{\w+\}/g, "{}") }],
    ),
  );
}

/** Every path that the SDK's code writes, after the method it is passed to; a path that stands alone is read. */
function readVendorPaths(): Set<string> {
  const folder = dirname(createRequire(import.meta.url).resolve("@workos-inc/node"));
  const code = readdirSync(folder)
    .filter((name) => name.endsWith(".cjs"))
    .map((name) => readFileSync(`${folder}/${name}`, "utf8"))
    .join("\n");
  const literal = /(?:\.(get|post|put|patch|delete)(?:WithBody)?\(\s*)?(["`])((?:\$\{[^}]*\})?\/[^"`\n]*?)\2/g;
  return new Set(
    [...code.matchAll(literal)].map(([, method = "get", , text = ""]) => {
      const path = text.replace(/^\$\{[^}]*\}/, "").replace(/\?.*$/, "");
      return `${method} ${path.replace(/\$\{[^}]*\}/g, "{}")}`;
    }),
  );
}
