import { refused } from "../../problem.ts";
import { messages } from "../../world/outbox.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** Refuses to mail more within a day than the environment's settings allow. Call it before the first write. */
export function refuseOverQuota(world: World): void {
  const { daily_email_quota: quota } = world.read(settings);
  if (quota === null) return;
  const since = world.clock.now() - dayMs;
  let sent = 0;
  for (const message of world.table(messages).walk({ isAscending: false })) {
    if (Date.parse(message.created_at) <= since) break;
    if (message.channel === "email") sent++;
  }
  if (sent >= quota) throw refused(429, "daily_quota_exceeded", "The environment has sent its mails of the day.");
}

/** Refuses addresses that no mail can reach: those of the top-level domain reserved for that (RFC 2606). */
export function refuseUndeliverable(email: string): void {
  if (email.toLowerCase().endsWith(".invalid"))
    throw refused(400, "email_domain_not_deliverable", "No mail can be delivered to the domain of the address.");
}
