// #region docs
import type { EventOf } from "@workos-kit/webhooks";

/** What happens to users, by webhook or in the event log. */
export const userEvents = ["user.created", "user.updated", "user.deleted"] as const;

/** Keeps the app's own users, in Workers KV, as WorkOS says they are. May be told the same twice. */
export async function applyUserEvent(users: KVNamespace, event: EventOf<(typeof userEvents)[number]>): Promise<void> {
  if (event.event === "user.deleted") await users.delete(event.data.id);
  else await users.put(event.data.id, event.data.email);
}
// #endregion
