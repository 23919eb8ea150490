import { describe, it } from "vitest";
import { check, type Row, set, unset } from "./edits.ts";

const created = "contact.created";

describe("the payload of an event", () => {
  const rows: Row[] = [
    ["short of a field", unset("Contact properties email"), created, "data.email", "field-removed", "breaking"],
    ["given a field", set("Contact properties new", {}), created, "data.new", "field-added", "additive"],
  ];
  it.each(rows)("is seen when it is %s", (...row) => check("answer", row));
});

describe("an event", () => {
  const rows: Row[] = [
    ["new", set("webhooks contact.deleted", { post: {} }), "contact.deleted", "", "event-added", "additive"],
    ["removed", set("webhooks", {}), created, "", "event-removed", "breaking"],
    ["described otherwise", set("event description", "New."), created, "", "description-changed", "documentation"],
    ["named otherwise", set("event operationId", "onNew"), created, "", "name-changed", "breaking"],
  ];
  it.each(rows)("is seen when it is %s", (...row) => check("whole", row));
});
