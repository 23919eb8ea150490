import { describe, expect, it } from "vitest";
import { both, changesOf, check, move, type Row, set, unset } from "./edits.ts";

const other = { oneOf: [{ $ref: "#/components/schemas/Import" }] };

it("sees nothing between two equal specs, though a schema holds itself", () => {
  expect(changesOf(() => {})).toEqual([]);
});

describe("the whole of an operation", () => {
  const list = "listContacts";
  const rows: Row[] = [
    ["a removed operation", unset("paths /contacts/{id}"), "getContact", "", "operation-removed", "breaking"],
    ["a new one", set("paths /new", { get: { operationId: "getNew" } }), "getNew", "", "operation-added", "additive"],
    ["another operationId", set("list operationId", "findContacts"), list, "", "name-changed", "breaking"],
    ["another path", move("paths /contacts", "paths /people"), list, "", "moved", "breaking"],
    ["another method", move("create", "paths /contacts put"), "createContact", "", "moved", "breaking"],
    ["another tag", set("list tags", ["people"]), list, "", "tag-changed", "breaking"],
    ["another host", set("list servers", [{ url: "https://other.test" }]), list, "", "server-changed", "breaking"],
    ["no credential any more", set("list security", []), list, "", "credential-changed", "additive"],
    ["another credential", set("list security", [{ token: [] }]), list, "", "credential-changed", "breaking"],
    ["a deprecation", set("list deprecated", true), list, "", "deprecation-changed", "documentation"],
    ["another summary", set("list summary", "List"), list, "", "summary-changed", "documentation"],
    ["another description", set("list description", "All."), list, "", "description-changed", "documentation"],
    ["another link", set("list externalDocs url", "new"), list, "", "externaldocs-changed", "documentation"],
    ["no retry", set("create x-not-repeatable", "grant"), "createContact", "", "retries-changed", "additive"],
  ];
  it.each(rows)("sees %s", (...row) => check("whole", row));
});

describe("the name of a type", () => {
  const removed = both(unset("components schemas Manual"), set("Contact properties origin", other));
  const rows: Row[] = [
    ["a removed one", removed, "Manual", "", "type-removed", "breaking"],
    ["a new one", set("components schemas Person", { type: "object" }), "Person", "", "type-added", "additive"],
  ];
  it.each(rows)("sees %s", (...row) => check("whole", row));
});
