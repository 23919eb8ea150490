/** The API reference as one HTML file: the bundle, a finished reader, and nothing that is fetched. */
import { isNode, type Node, nodeAt, nodes } from "../bundle/node.ts";

export type Group = { name: string; tags: string[] };

/** Settings of Scalar. Everything that would speak to a host is off: the page is read from a file or any server. */
const settings = {
  theme: "default",
  layout: "modern",
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  hideTestRequestButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: "never",
  operationTitleSource: "summary",
  searchHotKey: "k",
  hiddenClients: true,
};

/** Text that may stand inside a script element. */
const inScript = (text: string): string => text.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");

const inHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Words that are not written like others. */
const spellings: Record<string, string> = {
  api: "API",
  authkit: "AuthKit",
  cors: "CORS",
  it: "IT",
  jwt: "JWT",
  mfa: "MFA",
  oauth: "OAuth",
  sso: "SSO",
  uris: "URIs",
};

/** `jwt-templates` as people write it: `JWT templates`. */
export function titleOf(name: string): string {
  const words = name.split("-").map((word) => spellings[word] ?? word);
  return words.join(" ").replace(/^./, (letter) => letter.toUpperCase());
}

/** The spec as it is shown: resources grouped by product, the way the folders are, and each operation with its function. */
export function forReading(bundle: Node, groups: readonly Group[]): Node {
  const known = nodes(bundle.tags).map(({ name }) => String(name));
  const told = new Set(groups.flatMap(({ tags }) => tags));
  const rest = known.filter((tag) => !told.has(tag));
  const all = rest.length === 0 ? groups : [...groups, { name: "More", tags: rest }];
  const tags = nodes(bundle.tags).map((tag) => ({ ...tag, "x-displayName": titleOf(String(tag.name)) }));
  const paths = Object.entries(nodeAt(bundle, "paths")).map(([path, item]) => [
    path,
    isNode(item) ? withFunctions(item) : item,
  ]);
  return {
    ...bundle,
    tags,
    paths: Object.fromEntries(paths),
    "x-tagGroups": all.map(({ name, tags }) => ({ name, tags })),
  };
}

function withFunctions(item: Node): Node {
  const operations = Object.entries(item).map(([method, operation]) => {
    if (!isNode(operation) || typeof operation.operationId !== "string") return [method, operation];
    const call = `In TypeScript: \`${operation.operationId}\` of \`@workos-kit/client/operations\`.`;
    return [method, { ...operation, description: `${String(operation.description ?? "")}\n\n${call}` }];
  });
  return Object.fromEntries(operations);
}

/** The whole page. `reader` is the finished script of the library. */
export function referencePage(bundle: Node, reader: string): string {
  const info = nodeAt(bundle, "info");
  const operations = Object.values(nodeAt(bundle, "paths")).flatMap((item) =>
    isNode(item) ? Object.keys(item) : [],
  ).length;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${inHtml(String(info.summary ?? ""))}">
<title>${inHtml(String(info.title))}: ${operations} operations</title>
<link rel="icon" href="data:,">
</head>
<body>
<noscript>This reference is drawn by a script that is part of this file; nothing is fetched. Please allow scripts.</noscript>
<div id="reference"></div>
<script>${inScript(reader)}</script>
<script type="application/json" id="spec">${JSON.stringify(bundle).replaceAll("<", "\\u003c")}</script>
<script>
Scalar.createApiReference("#reference", {
  ...${JSON.stringify(settings)},
  content: JSON.parse(document.getElementById("spec").textContent),
});
</script>
</body>
</html>
`;
}
