/** Finds the line of the hand-written source that a place of the bundle came from. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type LocationObject, Source } from "@redocly/openapi-core";
import { parse, parseDocument } from "yaml";
import { allFolders, readFolder } from "../lint/layout/files.ts";

type Origin = { file: string; pointer: string };

const kinds: Record<string, string> = {
  errors: "schemas",
  parameters: "parameters",
  responses: "responses",
  headers: "headers",
};

/** Where each component is written, by `kind/Name`. Names are unique: a rule of the linter sees to that. */
function findComponents(spec: string): Map<string, Origin> {
  const found = new Map<string, Origin>();
  for (const top of ["resources", "shared"]) {
    for (const { files } of allFolders(readFolder(join(spec, top)))) {
      for (const { path, name, text } of files) {
        const base = name.replace(/\.yaml$/, "");
        const kind = kinds[base.replace(/^.*-(?=errors$)/, "")];
        if (/^[A-Z]/.test(base)) found.set(`schemas/${base}`, { file: path, pointer: "#/" });
        else if (kind)
          for (const [, key] of text.matchAll(/^([A-Za-z0-9]+):/gm))
            found.set(`${kind}/${key}`, { file: path, pointer: `#/${key}` });
      }
    }
  }
  return found;
}

/** Where each path and event is written, from the two tables of the root file. */
function findEntries(spec: string): Map<string, Origin> {
  const found = new Map<string, Origin>();
  const root = parse(readFileSync(join(spec, "openapi.yaml"), "utf8")) as Record<
    string,
    Record<string, { $ref?: string }>
  >;
  for (const table of ["paths", "webhooks"]) {
    for (const [name, { $ref }] of Object.entries(root[table] ?? {})) {
      const [file, pointer] = $ref?.split("#") ?? [];
      if (file && pointer) found.set(`${table}/${name}`, { file: join(spec, file), pointer: `#${pointer}` });
    }
  }
  return found;
}

const decode = (part: string): string => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");

/** A function from a pointer into the bundle to the place in the source; made once, when something is wrong. */
export function sourceMap(spec: string): (pointer: string) => LocationObject {
  const components = findComponents(spec);
  const entries = findEntries(spec);
  return (pointer) => {
    const [top = "", ...rest] = pointer.replace(/^#?\//, "").split("/");
    const isComponent = top === "components";
    const key = isComponent ? rest.slice(0, 2).join("/") : `${top}/${decode(rest[0] ?? "")}`;
    const origin = (isComponent ? components : entries).get(key);
    const inner = rest.slice(isComponent ? 2 : 1);
    if (!origin) return placeAt(join(spec, "openapi.yaml"), []);
    const prefix = origin.pointer.replace(/^#\/?/, "");
    return placeAt(origin.file, [...(prefix === "" ? [] : prefix.split("/")), ...inner]);
  };
}

/** The deepest part of the path that the file has: a reference may have led out of it. */
function placeAt(file: string, path: string[]): LocationObject {
  const text = readFileSync(file, "utf8");
  const document = parseDocument(text);
  const keys = path.map(decode);
  while (
    keys.length > 0 &&
    !document.hasIn(keys.map((key) => (/^\d+$/.test(key) && !document.hasIn([key]) ? Number(key) : key)))
  )
    keys.pop();
  const pointer = `#/${path.slice(0, keys.length).join("/")}`;
  return { source: new Source(file, text), pointer, reportOnKey: keys.length > 0 };
}
