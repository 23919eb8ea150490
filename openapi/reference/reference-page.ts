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

/** The spec as it is shown: resources grouped by product, the way the folders are, and what each entry is in TypeScript. */
export function forReading(bundle: Node, groups: readonly Group[]): Node {
  const known = nodes(bundle.tags).map(({ name }) => String(name));
  const grouped = new Set(groups.flatMap(({ tags }) => tags));
  const rest = known.filter((tag) => !grouped.has(tag));
  const all = rest.length === 0 ? groups : [...groups, { name: "More", tags: rest }];
  const tags = nodes(bundle.tags).map((tag) => ({ ...tag, "x-displayName": titleOf(String(tag.name)) }));
  return {
    ...bundle,
    tags,
    paths: inEach(nodeAt(bundle, "paths"), (operation) =>
      told(operation, `\`${String(operation.operationId)}\` of \`@workos-kit/client/operations\``),
    ),
    // Without it they would be shown as in need of the API key that is given to the API.
    webhooks: inEach(nodeAt(bundle, "webhooks"), (event, name) => ({ ...told(event, guardOf(name)), security: [] })),
    "x-tagGroups": all.map(({ name, tags }) => ({ name, tags })),
  };
}

/** A table of paths or events with each operation in it changed. */
function inEach(table: Node, change: (operation: Node, key: string) => Node): Node {
  const items = Object.entries(table).map(([key, item]) => {
    if (!isNode(item)) return [key, item];
    const methods = Object.entries(item).map(([method, operation]) => {
      const isOperation = isNode(operation) && typeof operation.operationId === "string";
      return [method, isOperation ? change(operation, key) : operation];
    });
    return [key, Object.fromEntries(methods)];
  });
  return Object.fromEntries(items);
}

/** An operation that says what it is in TypeScript, and where its link leads. */
function told(operation: Node, name: string): Node {
  const externalDocs = { description: "In the vendor's reference", ...nodeAt(operation, "externalDocs") };
  const description = `${String(operation.description ?? "")}\n\nIn TypeScript: ${name}.`;
  return { ...operation, description, ...("externalDocs" in operation && { externalDocs }) };
}

/** Events have names with dots; the rest of the table are actions, which ask for an answer. */
function guardOf(name: string): string {
  if (name.includes(".")) return `\`isEvent(event, "${name}")\` of \`@workos-kit/webhooks\``;
  return "`constructAction` of `@workos-kit/webhooks/actions`";
}

// The section that an address leads to takes the focus, for readers of screens; nobody gets there by Tab. It is higher than
// the window, so that of its outline two lines would be seen.
const style = 'section[tabindex="-1"]:focus { outline: none }';

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
<style>${style}</style>
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
