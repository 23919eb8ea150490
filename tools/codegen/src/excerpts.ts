/**
 * The lines between `// #region <name>` and `// #endregion`, without their common indentation and empty ones behind. In
 * YAML and shell scripts the comments begin with `#`.
 */
export function regionOf(source: string, name: string): string {
  const lines = source.split("\n");
  const isMark = (line: string, mark: string) => ["//", "#"].some((comment) => line.trim() === `${comment} ${mark}`);
  const start = lines.findIndex((line) => isMark(line, `#region ${name}`));
  const length = lines.slice(start).findIndex((line) => isMark(line, "#endregion"));
  if (start < 0 || length < 0) throw new Error(`There is no region ${name}.`);
  const region = lines.slice(start + 1, start + length);
  const indent = Math.min(...region.filter((line) => line !== "").map((line) => line.search(/\S/)));
  return region
    .map((line) => line.slice(indent))
    .join("\n")
    .trimEnd();
}

/**
 * A page with every code block after `<!-- excerpt: file#region -->` as it stands in that file; without a region it is the
 * whole file.
 */
export function withExcerpts(page: string, read: (file: string) => string): string {
  return page.replace(
    /(<!-- excerpt: ([^\s#]+)(?:#(\S+))? -->\n```\w+\n)[\s\S]*?(```)/g,
    (_block, opening: string, file: string, region: string | undefined, closing: string) =>
      `${opening}${region === undefined ? read(file).trimEnd() : regionOf(read(file), region)}\n${closing}`,
  );
}
