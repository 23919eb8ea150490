// #region docs
import { compareEvents, type EventOf, isStale } from "@workos-kit/webhooks";

/** Rows by id, with the time of the state they hold. */
export type Users = Map<string, { email: string; updated_at: string }>;

export function apply(users: Users, events: EventOf<"user.created" | "user.updated">[]): void {
  for (const event of events.toSorted(compareEvents)) {
    const { id, email, updated_at } = event.data;
    // A delivery that was late must not undo a newer one.
    if (!isStale(event, users.get(id)?.updated_at)) users.set(id, { email, updated_at });
  }
}
// #endregion
