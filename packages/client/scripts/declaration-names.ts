type Files = ReadonlyMap<string, string>;

const statement = /^(import|export)( type)? \{ ([^}]*) \}(?: from ['"]\.\/([^'"]+)\.cjs['"])?;\n/gm;

/**
 * Gives what chunks export its own name again (`X as a` becomes `X`, in the chunk and where it is imported), and writes
 * `export *` where `/types` passes on everything that a chunk has. The bundler's short names and long lists were an eighth of
 * the declarations.
 */
export function restoreNames(files: Files): Map<string, string> {
  const chunks = new Map<string, Map<string, string>>();
  for (const [name, content] of files) {
    if (/-[\w-]{8}\.d\.cts$/.test(name)) chunks.set(name.replace(/\.d\.cts$/, ""), exportsOf(content));
  }
  const named = new Map<string, string>();
  for (const [name, content] of files) {
    const own = chunks.get(name.replace(/\.d\.cts$/, ""));
    const restored = content.replace(statement, (_, verb: string, type = "", list: string, from?: string) => {
      const entries = list.split(", ").map((entry) => {
        const [outer = "", inner = outer] = entry.split(" as ");
        if (from === undefined) return verb === "export" && own ? outer : entry;
        return rename(chunks.get(from)?.get(outer) ?? outer, inner);
      });
      return write(verb, type, entries, from);
    });
    // Elsewhere the names are spelt out: of `export *` the compiler makes a table of them all before it finds one.
    named.set(name, name === "types.d.cts" ? passOn(restored, chunks) : restored);
  }
  return named;
}

/** The names of a chunk by what its neighbours call them. */
function exportsOf(content: string): Map<string, string> {
  const found = [...content.matchAll(statement)].filter(
    ([, verb, , , from]) => verb === "export" && from === undefined,
  );
  const entries = found.flatMap(([, , , list = ""]) => list.split(", ").map((entry) => entry.split(" as ")));
  return new Map(entries.map(([local = "", name = local]) => [name, local]));
}

/** Replaces lists that name all of a chunk by `export *`, and drops the imports that only they needed. */
function passOn(content: string, chunks: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  const body = content.replace(statement, "").replace(/\/\*[\s\S]*?\*\//g, "");
  const lists = [...content.matchAll(statement)].map(([, verb, , list = "", from]) => ({
    verb,
    from,
    names: list.split(", "),
  }));
  const own = new Set(lists.filter(({ verb, from }) => verb === "export" && !from).flatMap(({ names }) => names));
  let result = content;
  for (const [chunk, names] of chunks) {
    const here = lists.filter(({ from }) => from === chunk);
    const passed = new Set(
      here.flatMap((each) => (each.verb === "export" ? each.names : each.names.filter((name) => own.has(name)))),
    );
    if (names.size < 10 || ![...names.values()].every((name) => passed.has(name))) continue;
    const isUsed = (name: string) => new RegExp(`(?<![\\w$".])${name.replace("$", "\\$")}(?![\\w$"?:])`).test(body);
    result = result.replace(statement, (whole, verb: string, type = "", list: string, from?: string) => {
      if (from !== undefined && from !== chunk) return whole;
      if (verb === "export" && from === chunk) return "";
      const kept = list.split(", ").filter((name) => !passed.has(name) || (verb === "import" && isUsed(name)));
      return write(verb, type, kept, from);
    });
    result += `export * from './${chunk}.cjs';\n`;
  }
  return result;
}

function rename(from: string, to: string): string {
  return from === to ? to : `${from} as ${to}`;
}

function write(verb: string, type: string, names: readonly string[], from: string | undefined): string {
  if (names.length === 0) return "";
  return `${verb}${type} { ${names.join(", ")} }${from === undefined ? "" : ` from './${from}.cjs'`};\n`;
}
