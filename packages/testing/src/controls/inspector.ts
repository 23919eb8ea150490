import type { Environment } from "../environment.ts";
import { type Reply, reply } from "../handlers/message.ts";
import { escapeHtml, page } from "../pages/page.ts";

const shown = 25;

/** On narrow screens a row becomes a block, whose cells say their names. */
const style = `<style>body{max-width:70rem}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.2rem .6rem .2rem 0;font-size:.85rem}td,th{overflow-wrap:normal}td[data-name=path]{min-width:14rem;overflow-wrap:anywhere}td:last-child{min-width:16rem;overflow-wrap:anywhere}.wide{overflow-x:auto}
@media(max-width:60rem){table,tbody,tr,td{display:block}tr:first-child,td:empty{display:none}tr{border-top:1px solid;padding:.4rem 0}td{padding:0;overflow-wrap:anywhere}td::before{content:attr(data-name) ": ";font-weight:bold}}</style>`;

/**
 * A page for people: what was asked, what happened, what would have been sent. The newest comes first. `names` are
 * those of all environments: a browser sends no key that could select one.
 */
export function inspect(environment: Environment, names: readonly string[]): Reply {
  const { world, requests, events, outbox, webhooks, clock } = environment;
  const sections = [
    table("Messages", ["to", "kind", "code", "link", "text"], outbox.all),
    table("Requests", ["status", "method", "path", "operation", "body"], requests.all),
    table("Events", ["event", "created_at", "id", "data"], events.all),
    table("Webhook deliveries", ["event", "endpoint_url", "state", "attempts"], webhooks.deliveries),
  ];
  const head = `<h1>Environment ${escapeHtml(world.name)}</h1><p>Key ${escapeHtml(world.apiKey)}, client ${escapeHtml(world.clientId)}. It is ${clock.iso()}.</p>`;
  const text = page(`WorkOS mock: ${world.name}`, style + head + linksTo(names, world.name) + sections.join(""));
  return reply(200, text, { "content-type": "text/html; charset=utf-8" });
}

/** The page may be on a screen that others see: what signs people and clients in is not shown. */
function withoutSecrets(name: string, value: unknown): unknown {
  return typeof value === "string" && /secret|password$/.test(name) ? "[hidden]" : value;
}

function linksTo(names: readonly string[], present: string): string {
  if (names.length === 1) return "";
  const links = names.map((name) =>
    name === present ? escapeHtml(name) : `<a href="?environment=${encodeURIComponent(name)}">${escapeHtml(name)}</a>`,
  );
  return `<nav>Environments: ${links.join(" · ")}</nav>`;
}

function table(title: string, columns: readonly string[], rows: readonly object[]): string {
  if (rows.length === 0) return `<h2>${title}</h2><p>None yet.</p>`;
  const newest = rows.slice(-shown).reverse() as readonly Readonly<Record<string, unknown>>[];
  const lines = newest.map(
    (row) => `<tr>${columns.map((name) => `<td data-name="${name}">${cell(row[name])}</td>`).join("")}</tr>`,
  );
  const header = columns.map((name) => `<th scope="col">${name}</th>`).join("");
  return `<h2>${title} (${rows.length})</h2><div class="wide"><table><tr>${header}</tr>${lines.join("")}</table></div>`;
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string" && /^https?:\/\/\S+$/.test(value))
    return `<a href="${escapeHtml(value)}">${escapeHtml(value)}</a>`;
  const text = typeof value === "object" ? JSON.stringify(value, withoutSecrets) : String(value);
  return escapeHtml(text.length > 200 ? `${text.slice(0, 199)}…` : text);
}
