import { describe, expect, it } from "vitest";
import { both, changesOf, check, move, push, type Row, set, unset } from "./edits.ts";

const [list, create] = ["listContacts", "createContact"];
const form = "application/x-www-form-urlencoded";
const body = { required: true, content: { [form]: { schema: { type: "object" } } } };
const openState = { anyOf: [{ type: "string", enum: ["on", "off"] }, { type: "string" }], default: "on" };
const optional = { name: "new", in: "query", schema: {} };
const limit = "components parameters Limit schema";
const fields = "ContactCreate properties";

describe("a parameter", () => {
  const rows: Row[] = [
    ["removed", unset("list parameters 1"), list, "query.search", "parameter-removed", "breaking"],
    ["renamed", set("list parameters 1 name", "text"), list, "query.search", "parameter-renamed", "breaking"],
    ["new", push("list parameters", optional), list, "query.new", "parameter-added", "additive"],
    [
      "new and required",
      push("list parameters", { ...optional, required: true }),
      list,
      "query.new",
      "required-parameter-added",
      "breaking",
    ],
    [
      "now required",
      set("list parameters 1 required", true),
      list,
      "query.search",
      "parameter-now-required",
      "breaking",
    ],
    [
      "now optional",
      set("get parameters 0 required", false),
      "getContact",
      "path.id",
      "parameter-now-optional",
      "additive",
    ],
    [
      "in another style",
      set("list parameters 2 explode", true),
      list,
      "query.tags",
      "parameter-style-changed",
      "breaking",
    ],
    ["with a lower maximum", set(`${limit} maximum`, 50), list, "query.limit", "limit-tightened", "breaking"],
    ["with a higher maximum", set(`${limit} maximum`, 200), list, "query.limit", "limit-loosened", "additive"],
    ["with another default", set(`${limit} default`, 20), list, "query.limit", "default-changed", "breaking"],
    [
      "deprecated",
      set("list parameters 1 deprecated", true),
      list,
      "query.search",
      "deprecation-changed",
      "documentation",
    ],
  ];
  it.each(rows)("is seen when it is %s", (...row) => check("request", row));
});

describe("the body", () => {
  const rows: Row[] = [
    ["removed", unset("create requestBody"), create, "body", "body-removed", "breaking"],
    ["new and required", set("list requestBody", body), list, "body", "body-added", "breaking"],
    ["new", set("list requestBody", { ...body, required: false }), list, "body", "body-added", "additive"],
    ["now optional", set("create requestBody required", false), create, "body", "body-now-optional", "additive"],
    ["no longer a form", unset(`create requestBody content ${form}`), create, "body", "media-type-removed", "breaking"],
    ["also text", set("create requestBody content text/plain", {}), create, "body", "media-type-added", "additive"],
    ["closed", set("ContactCreate additionalProperties", false), create, "body", "other-fields-refused", "breaking"],
  ];
  it.each(rows)("is seen when it is %s", (...row) => check("request", row));

  it("is told once, though it may be JSON or a form", () => {
    expect(changesOf(unset(`${fields} email`))).toHaveLength(1);
  });
});

describe("a field of the body", () => {
  const required = both(set(`${fields} new`, {}), push("ContactCreate required", "new"));
  const rows: Row[] = [
    ["new", set(`${fields} new`, {}), create, "body.new", "field-added", "additive"],
    ["new and required", required, create, "body.new", "required-field-added", "breaking"],
    ["removed", unset(`${fields} email`), create, "body.email", "field-removed", "breaking"],
    ["renamed", move(`${fields} email`, `${fields} mail`), create, "body.email", "field-renamed", "breaking"],
    ["now required", push("ContactCreate required", "email"), create, "body.email", "field-now-required", "breaking"],
    ["now optional", set("ContactCreate required", []), create, "body.name", "field-now-optional", "additive"],
    ["not null any more", set(`${fields} email type`, "string"), create, "body.email", "null-refused", "breaking"],
    ["null as well", set(`${fields} name type`, ["string", "null"]), create, "body.name", "null-allowed", "additive"],
    ["of another type", set(`${fields} name type`, "integer"), create, "body.name", "type-changed", "breaking"],
    [
      "of a wider type",
      set(`${fields} name type`, ["string", "integer"]),
      create,
      "body.name",
      "type-widened",
      "additive",
    ],
    ["of a narrower type", set(`${fields} age type`, "integer"), create, "body.age", "type-narrowed", "breaking"],
    ["with another pattern", set(`${fields} name pattern`, "^B"), create, "body.name", "limit-tightened", "breaking"],
    ["without a pattern", unset(`${fields} name pattern`), create, "body.name", "limit-loosened", "additive"],
  ];
  it.each(rows)("is seen when it is %s", (...row) => check("request", row));
});

describe("the words of a field of the body", () => {
  const rows: Row[] = [
    ["fewer", set(`${fields} state enum`, ["on"]), create, "body.state", "word-removed", "breaking"],
    ["more", push(`${fields} state enum`, "idle"), create, "body.state", "word-added", "additive"],
    [
      "listed, where any text was taken",
      set(`${fields} name enum`, ["a"]),
      create,
      "body.name",
      "enum-added",
      "breaking",
    ],
    [
      "any text, where they were listed",
      unset(`${fields} state enum`),
      create,
      "body.state",
      "enum-removed",
      "additive",
    ],
    ["open", set(`${fields} state`, openState), create, "body.state", "enum-opened", "additive"],
  ];
  it.each(rows)("are seen when they are %s", (...row) => check("request", row));
});
