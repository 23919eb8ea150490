import { Reply, reply } from "../../handlers/message.ts";
import type { World } from "../../world/world.ts";
import type { PageCall } from "../behaviour.ts";
import { plannedDownloads } from "./plans.ts";
import { serveFile } from "./serve-file.ts";
import { auditLogExports, auditLogLinks, type ExportRow } from "./table.ts";

const linkLifetimeMs = 10 * 60 * 1000;

/** A new token for the address of a file. Those handed out before go on to work until they expire. */
export function linkTo(world: World, { id }: ExportRow): string {
  const now = world.clock.now();
  for (const link of world.rows(auditLogLinks, { where: { export_id: id } }))
    if (Date.parse(link.expires_at) <= now) world.table(auditLogLinks).remove(link.id);
  const token = world.random.token(32);
  world.insert(auditLogLinks, { id: token, export_id: id, expires_at: world.clock.iso(linkLifetimeMs) });
  return token;
}

/** The file behind a link, the way a store of objects serves it: in pieces, on demand. */
export async function download({ world, path, header }: PageCall): Promise<Reply> {
  const link = world.find(auditLogLinks, String(path.token));
  const [planned, ...rest] = world.read(plannedDownloads);
  if (planned !== undefined) world.write(plannedDownloads, rest);
  if (planned === "expired" && link) world.table(auditLogLinks).remove(link.id);
  const isExpired = !link || planned === "expired" || Date.parse(link.expires_at) <= world.clock.now();
  const found = isExpired ? undefined : world.find(auditLogExports, link.export_id);
  if (!found || found.file === null) return reply(403, "This link has expired.", { "content-type": "text/plain" });
  const answer = await serveFile(
    {
      text: found.file,
      modifiedAt: found.updated_at,
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${found.id}.csv"`,
      },
    },
    header,
  );
  return typeof planned === "object"
    ? new Reply(answer.status, answer.body, answer.headers, planned.cut_after_bytes)
    : answer;
}
