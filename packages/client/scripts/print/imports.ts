/** An import of those of the names that occur in the code, alphabetised; empty when none does. */
export function importsFor(code: string, names: readonly string[], from: string): string {
  const words = new Set(code.match(/[A-Za-z_$][\w$]*/g));
  const used = names.filter((name) => words.has(name)).sort();
  return used.length === 0 ? "" : `import type {\n${used.map((name) => `  ${name},\n`).join("")}} from "${from}";\n`;
}
