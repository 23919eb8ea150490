type Files = ReadonlyMap<string, string>;

/** Where a name stands: its file, and what it is called there. */
type Home = readonly [file: string, name: string];

const list = /^(import|export)( type)? \{ ([^}]*) \} from ['"]\.\/([^'"]+)\.cjs['"];\n/gm;
const ownList = /^export(?: type)? \{ ([^}]*) \};\n/gm;
const everything = /^export \* from ['"]\.\/([^'"]+)\.cjs['"];\n/gm;
const loaded = /^import ['"]\.\/[^'"]+['"];\n/gm;

/**
 * Lets every file import a name from the file that declares it. The bundler also takes names from entries that pass them
 * on: then whoever imported the operations had the compiler read openapi-typescript's `paths` too, as much again as all
 * the rest. Imports that name nothing go: declarations do nothing when they are loaded.
 */
export function importFromHomes(files: Files): Map<string, string> {
  const homes = findHomes(files);
  const moved = new Map<string, string>();
  for (const [file, content] of files) {
    const rewritten = content.replace(loaded, "").replace(list, (_, verb: string, type = "", names: string, from) => {
      const byHome = new Map<string, string[]>();
      for (const [outer, inner] of entriesOf(names)) {
        const [home, name] = homes(from, outer) ?? [from, outer];
        byHome.set(home, [...(byHome.get(home) ?? []), name === inner ? name : `${name} as ${inner}`]);
      }
      return [...byHome].map(([home, all]) => `${verb}${type} { ${all.join(", ")} } from './${home}.cjs';\n`).join("");
    });
    moved.set(file, rewritten);
  }
  return moved;
}

/** All that a file gives away, in the order of its text. */
export function exportedNames(files: Files, file: string): string[] {
  const { all, from } = exportsOf(files.get(`${file}.d.cts`) ?? "");
  return [...new Set([...all, ...from.flatMap((each) => exportedNames(files, each))])];
}

/** Follows a name from the file that exports it to the one that declares it. */
function findHomes(files: Files): (file: string, name: string) => Home | undefined {
  const exported = new Map([...files].map(([file, content]) => [moduleOf(file), exportsOf(content)]));
  return function home(file, name): Home | undefined {
    const { passedOn = new Map(), own = new Set(), from = [] } = exported.get(file) ?? {};
    if (own.has(name)) return [file, name];
    const next: Home | undefined = passedOn.get(name);
    if (next) return home(...next) ?? next;
    for (const each of from) {
      const found: Home | undefined = home(each, name);
      if (found) return found;
    }
    return undefined;
  };
}

function exportsOf(content: string) {
  const imported = new Map<string, Home>();
  const passedOn = new Map<string, Home>();
  for (const [, verb, , names = "", from = ""] of content.matchAll(list)) {
    for (const [outer, inner] of entriesOf(names)) (verb === "import" ? imported : passedOn).set(inner, [from, outer]);
  }
  const own = new Set<string>();
  for (const [, names = ""] of content.matchAll(ownList)) {
    for (const [inner, outer] of entriesOf(names)) {
      const home = imported.get(inner);
      if (home) passedOn.set(outer, home);
      // A name that the file gives away under another one is left where it is.
      else if (inner === outer) own.add(outer);
    }
  }
  const given = [...content.matchAll(ownList)].flatMap(([, names = ""]) => entriesOf(names).map(([, outer]) => outer));
  return {
    all: [...passedOn.keys(), ...given],
    own,
    passedOn,
    from: [...content.matchAll(everything)].map(([, file = ""]) => file),
  };
}

/** `A, B as C` as pairs of the name before and the name after `as`. */
function entriesOf(names: string): [before: string, after: string][] {
  return names.split(", ").map((entry) => {
    const [before = "", after = before] = entry.split(" as ");
    return [before, after];
  });
}

function moduleOf(file: string): string {
  return file.replace(/\.d\.cts$/, "");
}
