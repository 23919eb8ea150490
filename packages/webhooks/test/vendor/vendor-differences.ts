import type { EventName } from "../../src/events/event-types.ts";

/** Data fields whose name in the vendor's SDK 11 is not the wire name in camelCase, by event. */
export const vendorDifferences: { readonly [Name in EventName]?: readonly string[] } = {
  // There `connection_type` becomes `type`.
  "connection.activated": ["type"],
  "connection.deactivated": ["type"],
  "connection.deleted": ["type"],
};
