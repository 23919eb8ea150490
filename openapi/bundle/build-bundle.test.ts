import { expect, it } from "vitest";
import { contacts, type Edit, preparedSpec } from "../lint/prepared-spec.ts";
import { buildBundle } from "./build-bundle.ts";
import { describeProblems } from "./problem.ts";

async function problemsOf(...edits: Edit[]): Promise<string> {
  using spec = preparedSpec(edits);
  const outcome = await buildBundle(spec.folder);
  return outcome.ok ? "" : describeProblems(outcome.problems, spec.folder);
}

it("makes one document with named schemas and composed examples", async () => {
  using spec = preparedSpec();
  const outcome = await buildBundle(spec.folder);

  expect(outcome).toMatchObject({
    ok: true,
    bundle: {
      paths: {
        "/contacts": {
          post: {
            requestBody: {
              content: {
                "application/json": {
                  schema: { $ref: "#/components/schemas/ContactCreate" },
                  examples: { ContactCreate: { value: { name: "Ada", kind: "manual" } } },
                },
              },
            },
          },
        },
      },
      webhooks: { "contact.created": { post: { operationId: "onContactCreated" } } },
      components: {
        schemas: { Contact: { examples: [{ id: "contact_01", name: "Ada", kind: "manual" }] }, NameTakenError: {} },
      },
    },
  });
});

it.each([
  ["a tab", `${contacts}/paths.yaml`, "    operationId: listContacts", "\toperationId: listContacts"],
  ["an open bracket", `${contacts}/Contact.yaml`, "type: object\n", "type: [object\n"],
])("tells %s once, whatever refers to the file", async (_, file, find, put) => {
  const problems = await problemsOf({ file, find, put });

  expect(problems).toMatch(new RegExp(`^${file}:\\d+:\\d+ {2}yaml\n.*indentation \\(spaces, never tabs\\)`));
  expect(problems).not.toMatch(/behind `\$ref`|\n\n/);
});

it("names the file and line of an example of a field that does not fit", async () => {
  const problems = await problemsOf({
    file: `${contacts}/Contact.yaml`,
    find: "examples: [Ada]",
    put: "examples: [7]",
  });

  expect(problems).toMatch(/^resources\/crm\/contacts\/Contact\.yaml:12:\d+ {2}no-invalid-schema-examples/);
});

it("names the file and line of the field when only the composed body does not fit", async () => {
  const problems = await problemsOf({
    file: `${contacts}/ContactCreate.yaml`,
    find: "    enum: [manual, imported]\n",
    put: "    minLength: 9\n    default: short\n",
  });

  expect(problems).toMatch(
    /^resources\/crm\/contacts\/ContactCreate\.yaml:\d+:\d+ {2}example-fits\n {2}The example of ContactCreate does not fit its schema: `kind` must NOT have fewer than 9/,
  );
});

it("finds the field behind a reference, from the body of a path", async () => {
  const problems = await problemsOf({
    file: `${contacts}/paths.yaml`,
    find: "schema: { $ref: ContactList.yaml }",
    put: "schema: { $ref: ContactList.yaml }\n            examples: { page: { value: { data: [{ id: a, name: 1, kind: b }] } } }",
  });

  expect(problems).toMatch(/(paths|Contact)\.yaml:\d+/);
});
