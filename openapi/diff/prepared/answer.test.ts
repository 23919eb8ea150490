import { describe, it } from "vitest";
import { both, check, move, push, type Row, set, unset } from "./edits.ts";

const get = "getContact";
const fields = "Contact properties";
const code = (value: string) => ({ type: "object", properties: { code: { const: value } } });
const synced = { type: "object", properties: { type: { const: "sync" } } };
const errors = "create responses 400 content application/json schema anyOf";

describe("a field of an answer", () => {
  const required = both(set(`${fields} new`, {}), push("Contact required", "new"));
  const rows: Row[] = [
    ["new, inside a list", set(`${fields} new`, {}), "listContacts", "200.data[].new", "field-added", "additive"],
    ["new and always there", required, get, "200.new", "field-added", "additive"],
    ["removed", unset(`${fields} email`), get, "200.email", "field-removed", "breaking"],
    ["renamed", move(`${fields} email`, `${fields} mail`), get, "200.email", "field-renamed", "breaking"],
    ["sometimes missing", set("Contact required", ["id"]), get, "200.name", "field-now-optional", "breaking"],
    ["always there", push("Contact required", "email"), get, "200.email", "field-now-required", "additive"],
    ["null as well", set(`${fields} name type`, ["string", "null"]), get, "200.name", "null-allowed", "breaking"],
    ["not null any more", set(`${fields} email type`, "string"), get, "200.email", "null-refused", "additive"],
    ["of another type", set(`${fields} name type`, "integer"), get, "200.name", "type-changed", "breaking"],
    ["of a wider type", set(`${fields} name type`, ["string", "integer"]), get, "200.name", "type-widened", "breaking"],
    ["longer", set(`${fields} name maxLength`, 90), get, "200.name", "limit-loosened", "documentation"],
    [
      "a map of another type",
      set(`${fields} labels additionalProperties type`, "integer"),
      get,
      "200.labels.*",
      "type-changed",
      "breaking",
    ],
    ["shown otherwise", set(`${fields} name examples`, ["Grace"]), get, "200.name", "example-changed", "documentation"],
    [
      "described otherwise",
      set(`${fields} id description`, "Id."),
      get,
      "200.id",
      "description-changed",
      "documentation",
    ],
    ["deprecated", set(`${fields} id deprecated`, true), get, "200.id", "deprecation-changed", "documentation"],
  ];
  it.each(rows)("is seen when it is %s", (...row) => check("answer", row));
});

describe("the words of a field of an answer", () => {
  const rows: Row[] = [
    ["more, and closed", push(`${fields} state enum`, "idle"), get, "200.state", "word-added", "breaking"],
    ["fewer, and closed", set(`${fields} state enum`, ["on"]), get, "200.state", "word-removed", "additive"],
    ["more, and open", push(`${fields} kind anyOf 0 enum`, "synced"), get, "200.kind", "word-added", "additive"],
    ["fewer, and open", unset(`${fields} kind anyOf 0 enum 1`), get, "200.kind", "word-removed", "documentation"],
    ["closed", unset(`${fields} kind anyOf 1`), get, "200.kind", "enum-closed", "additive"],
  ];
  it.each(rows)("are seen when they are %s", (...row) => check("answer", row));
});

describe("a variant of an answer", () => {
  const file = "components schemas Import properties file";
  const rows: Row[] = [
    ["new", push(`${fields} origin oneOf`, synced), get, "200.origin", "variant-added", "breaking"],
    ["the only one left", unset(`${fields} origin oneOf 0`), get, "200.origin", "variants-changed", "breaking"],
    ["replaced", set(`${fields} origin oneOf 0`, synced), get, "200.origin", "variant-removed", "additive"],
    ["short of a field", unset(file), get, "200.origin.(type: import).file", "field-removed", "breaking"],
    ["a new error", push(errors, code("new")), "createContact", "400", "variant-added", "additive"],
    ["another error", set(`${errors} 0`, code("new")), "createContact", "400", "variant-removed", "breaking"],
  ];
  it.each(rows)("is seen when it is %s", (...row) => check("answer", row));
});

describe("an answer", () => {
  const rows: Row[] = [
    ["no longer given", unset("list responses 404"), "listContacts", "404", "answer-removed", "breaking"],
    ["new", set("create responses 409", { description: "Taken." }), "createContact", "409", "answer-added", "additive"],
    ["short of a header", set("list responses 200 headers", {}), "listContacts", "200", "header-removed", "breaking"],
    [
      "given with a header",
      set("list responses 200 headers New", {}),
      "listContacts",
      "200",
      "header-added",
      "additive",
    ],
  ];
  it.each(rows)("is seen when it is %s", (...row) => check("answer", row));
});
