/** The lines between `// #region <name>` and `// #endregion`, without their common indentation and empty ones behind. */
export function regionOf(source: string, name: string): string {
  const lines = source.split("\n");
  const start = lines.findIndex((line) => line.trim() === `// #region ${name}`);
  const length = lines.slice(start).findIndex((line) => line.trim() === "// #endregion");
  if (start < 0 || length < 0) throw new Error(`There is no region ${name}.`);
  const region = lines.slice(start + 1, start + length);
  const indent = Math.min(...region.filter((line) => line !== "").map((line) => line.search(/\S/)));
  return region
    .map((line) => line.slice(indent))
    .join("\n")
    .trimEnd();
}

/** A page with every code block after `<!-- excerpt: file#region -->` as it stands in that file. */
export function withExcerpts(page: string, read: (file: string) => string): string {
  return page.replace(
    /(<!-- excerpt: (\S+?)#(\S+) -->\n```ts\n)[\s\S]*?(```)/g,
    (_block, opening: string, file: string, region: string, closing: string) =>
      `${opening}${regionOf(read(file), region)}\n${closing}`,
  );
}
