import type { WorkOSEvent } from "@workos-kit/webhooks";

export function read(event: WorkOSEvent): string | null {
  switch (event.event) {
    case "user.created":
      return event.data.email;
    case "user.deleted":
      return event.data.id;
    case "dsync.user.created":
      return event.data.state;
    case "dsync.group.user_added":
      return event.data.group.name;
    case "organization.updated":
      return event.data.name;
    default:
      return event.event;
  }
}
