import type { Environment } from "../environment.ts";
import { type Reply, reply } from "../handlers/message.ts";
import { escapeHtml, page } from "../pages/page.ts";

const shown = 25;

/** A page for people: what was asked, what happened, what would have been sent. The newest comes first. */
export function inspect(environment: Environment): Reply {
  const { world, requests, events, outbox, webhooks, clock } = environment;
  const sections = [
    table("Messages", ["to", "kind", "code", "link", "text"], outbox.all),
    table("Requests", ["status", "method", "path", "operation", "body"], requests.all),
    table("Events", ["event", "created_at", "id", "data"], events.all),
    table("Webhook deliveries", ["event", "endpoint_url", "state", "attempts"], webhooks.deliveries),
  ];
  const head = `<h1>Environment ${escapeHtml(world.name)}</h1><p>Key ${escapeHtml(world.apiKey)}, client ${escapeHtml(world.clientId)}. It is ${clock.iso()}.</p>`;
  const style =
    "<style>body{max-width:70rem}td,th{text-align:left;vertical-align:top;padding:.2rem .6rem;font-size:.85rem}td:last-child{min-width:16rem;overflow-wrap:anywhere}</style>";
  const text = page(`WorkOS mock: ${world.name}`, style + head + sections.join(""));
  return reply(200, text, { "content-type": "text/html; charset=utf-8" });
}

function table(title: string, columns: readonly string[], rows: readonly object[]): string {
  if (rows.length === 0) return `<h2>${title}</h2><p>None yet.</p>`;
  const newest = rows.slice(-shown).reverse() as readonly Readonly<Record<string, unknown>>[];
  const lines = newest.map((row) => `<tr>${columns.map((name) => `<td>${cell(row[name])}</td>`).join("")}</tr>`);
  const header = columns.map((name) => `<th>${name}</th>`).join("");
  return `<h2>${title} (${rows.length})</h2><table><tr>${header}</tr>${lines.join("")}</table>`;
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string" && /^https?:\/\/\S+$/.test(value))
    return `<a href="${escapeHtml(value)}">${escapeHtml(value)}</a>`;
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return escapeHtml(text.length > 200 ? `${text.slice(0, 199)}…` : text);
}
