import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { lintSpec } from "../bundle/build-bundle.ts";
import { applyEdit, preparedSpec } from "./prepared-spec.ts";

const room = fileURLToPath(new URL("..", import.meta.url));
const resource = "resources/organizations/organizations";

/** The YAML of a recipe, as it would stand in the resource `organizations`. */
function snippetOf(recipe: string): string {
  const text = readFileSync(`${room}/../docs/recipes/${recipe}.md`, "utf8");
  const [, block = ""] = /```yaml\n(.*?)```/s.exec(text) ?? [];
  return (
    block
      .replace(/^ {3}/gm, "")
      .replaceAll("[contacts]", "[organizations]")
      .replaceAll("Contact.yaml", "Organization.yaml")
      // An organization has no status that could change.
      .replaceAll("status: inactive", "name: Bluefern Holdings")
  );
}

it("has recipes whose operation and event pass every rule", async () => {
  using spec = preparedSpec([], room);
  applyEdit(spec.folder, { file: `${resource}/new-paths.yaml`, text: snippetOf("add-an-operation") });
  applyEdit(spec.folder, { file: `${resource}/new-events.yaml`, text: snippetOf("add-an-event") });
  const entry = (file: string, key: string) => `{ $ref: "${resource}/${file}.yaml#/${key}" }\n`;
  const path = `\npaths:\n  "/contacts/{id}/deactivate": ${entry("new-paths", "item-deactivate")}`;
  const event = `\nwebhooks:\n  contact.deactivated: ${entry("new-events", "contact.deactivated")}`;
  applyEdit(spec.folder, { file: "openapi.yaml", find: "\npaths:\n", put: path });
  applyEdit(spec.folder, { file: "openapi.yaml", find: "\nwebhooks:\n", put: event });

  expect(await lintSpec(spec.folder)).toEqual([]);
});
