import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { contacts, type Edit, preparedSpec } from "../lint/prepared-spec.ts";

const script = fileURLToPath(new URL("bundle.ts", import.meta.url));

function bundle(folder: string): { status: number | null; stderr: string; left: string[]; result: string } {
  const out = join(folder, "openapi.json");
  writeFileSync(out, "the last good bundle");
  const { status, stderr } = spawnSync(process.execPath, [script, "--spec", folder, "--out", out], {
    encoding: "utf8",
  });
  return { status, stderr, left: readdirSync(folder).sort(), result: readFileSync(out, "utf8") };
}

it("writes the bundle and leaves nothing else behind", () => {
  using spec = preparedSpec();

  const run = bundle(spec.folder);

  expect(run).toMatchObject({ status: 0, left: ["openapi.json", "openapi.yaml", "resources", "shared"] });
  expect(JSON.parse(run.result)).toMatchObject({ openapi: "3.1.1" });
});

const mistakes: [what: string, edit: Edit, at: RegExp, advice: RegExp][] = [
  [
    "a broken reference",
    { file: `${contacts}/paths.yaml`, find: "$ref: ContactList.yaml", put: "$ref: ContactLits.yaml" },
    /paths\.yaml:20:/,
    /Mend the path behind `\$ref`/,
  ],
  [
    "a second schema of one name",
    { file: "resources/crm/notes/Contact.yaml", text: "type: object\ndescription: A note.\n" },
    /notes\/Contact\.yaml:1:/,
    /give it another name/,
  ],
  [
    "an example that does not fit",
    { file: `${contacts}/Contact.yaml`, find: "examples: [Ada]", put: "examples: [7]" },
    /Contact\.yaml:12:/,
    /type should be string|must be string/i,
  ],
  [
    "an unknown verb",
    { file: `${contacts}/paths.yaml`, find: "listContacts", put: "fetchContacts" },
    /paths\.yaml:3:/,
    /Use one of: list, get/,
  ],
  [
    "a missing error",
    {
      file: `${contacts}/paths.yaml`,
      find: '      "401": { $ref: "../../../shared/responses.yaml#/Unauthorized" }\n',
      put: "",
    },
    /paths\.yaml:15:/,
    /The 401 answer is missing/,
  ],
  [
    "YAML that cannot be read",
    { file: `${contacts}/Contact.yaml`, find: "type: object\n", put: "type: [object\n" },
    /Contact\.yaml:\d+:/,
    /yaml/i,
  ],
];

it.each(mistakes)("stops at %s with file, line and advice, and keeps the last bundle", (_, edit, at, advice) => {
  using spec = preparedSpec([edit]);

  const run = bundle(spec.folder);

  expect(run).toMatchObject({
    status: 1,
    result: "the last good bundle",
    left: ["openapi.json", "openapi.yaml", "resources", "shared"],
  });
  expect(run.stderr).toMatch(at);
  expect(run.stderr).toMatch(advice);
  expect(run.stderr).toMatch(/✗ .*then run the command again/);
});
