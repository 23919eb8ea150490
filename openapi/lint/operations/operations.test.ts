import { describe, expect, it } from "vitest";
import { contacts, lintWith } from "../prepared-spec.ts";

const paths = `${contacts}/paths.yaml`;
const events = `${contacts}/events.yaml`;
const inPaths = (find: string, put: string) => ({ file: paths, find, put });

it("has nothing to say about the small spec", async () => {
  expect(await lintWith()).toEqual([]);
});

describe("operation-name", () => {
  it("refuses a verb that is not on the list, and tells where to add it", async () => {
    const [problem] = await lintWith(inPaths("operationId: listContacts", "operationId: fetchContacts"));

    expect(problem).toMatchObject({ rule: "workos/operation-name", at: `${paths}:3` });
    expect(problem?.message).toMatch(
      /`fetchContacts` does not start with a known verb.*Use one of: list, get.*openapi\/redocly\.yaml/s,
    );
  });

  it("refuses a verb without a noun", async () => {
    const problems = await lintWith(inPaths("operationId: listContacts", "operationId: list"));

    expect(problems).toMatchObject([{ rule: "workos/operation-name", at: `${paths}:3` }]);
  });

  it("refuses a name that is not camelCase", async () => {
    const [problem] = await lintWith(inPaths("operationId: listContacts", "operationId: list_contacts"));

    expect(problem).toMatchObject({ rule: "workos/operation-name", message: expect.stringContaining("in camelCase") });
  });

  it("takes the name of a protocol in front, and the few words that stand alone", async () => {
    expect(await lintWith(inPaths("listContacts", "oauthAuthorize"), inPaths("getContact", "logout"))).toEqual([]);
  });

  it("names an event `on` + event", async () => {
    const [problem] = await lintWith({ file: events, find: "onContactCreated", put: "onContactMade" });

    expect(problem).toEqual({
      rule: "workos/operation-name",
      message: "The event contact.created is named `onContactCreated`, not `onContactMade`.",
      at: `${events}:3`,
    });
  });
});

describe("event-name", () => {
  it("asks an event to say its own name", async () => {
    const [problem] = await lintWith({ file: events, find: "const: contact.created", put: "const: contact.crated" });

    expect(problem).toEqual({
      rule: "workos/event-name",
      message: "The event contact.created says another name of itself: write `event: { const: contact.created }`.",
      at: `${events}:16`,
    });
  });
});

describe("operation-tag", () => {
  it("asks for the folder's name as the tag", async () => {
    const problems = await lintWith(inPaths("tags: [contacts]", "tags: [people]"), {
      file: "openapi.yaml",
      find: "tags:\n",
      put: "tags:\n  - { name: people, description: People. }\n",
    });

    expect(problems).toMatchObject([
      { rule: "workos/operation-tag", message: expect.stringContaining("Write `tags: [contacts]`"), at: `${paths}:7` },
    ]);
  });
});

describe("operation-errors", () => {
  const unauthorized = '      "401": { $ref: "../../../shared/responses.yaml#/Unauthorized" }\n';

  it("asks for 401 where a key is needed", async () => {
    const problems = await lintWith(inPaths(unauthorized, ""));

    expect(problems).toMatchObject([
      {
        rule: "workos/operation-errors",
        message: expect.stringMatching(/401 answer is missing.*Unauthorized/),
        at: `${paths}:15`,
      },
    ]);
  });

  it("asks for no 401 where no credential is needed", async () => {
    expect(
      await lintWith(inPaths(unauthorized, ""), inPaths("tags: [contacts]\n", "tags: [contacts]\n    security: []\n")),
    ).toEqual([]);
  });

  it("asks for 429 everywhere", async () => {
    const problems = await lintWith(
      inPaths('      "429": { $ref: "../../../shared/responses.yaml#/RateLimited" }\n', ""),
    );

    expect(problems).toMatchObject([
      { rule: "workos/operation-errors", message: expect.stringContaining("The 429 answer is missing") },
    ]);
  });
});

describe("operation-docs", () => {
  it("asks for the page of the reference", async () => {
    const problems = await lintWith(inPaths('    externalDocs: { url: "https://workos.com/docs/reference" }\n', ""));

    expect(problems).toMatchObject([
      { rule: "workos/operation-docs", message: expect.stringContaining("externalDocs"), at: `${paths}:2` },
    ]);
  });
});

describe("operation-text", () => {
  it.each([
    ["a full stop", "summary: List contacts.", "without a full stop"],
    ["a small first letter", "summary: list contacts", "capital letter"],
    ["more than 70 characters", `summary: L${"ist contacts ".repeat(6)}`, "keep it to 70"],
  ])("refuses a summary with %s", async (_, put, message) => {
    const problems = await lintWith(inPaths("summary: List contacts", put));

    expect(problems).toMatchObject([
      { rule: "workos/operation-text", message: expect.stringContaining(message), at: `${paths}:4` },
    ]);
  });

  it("asks for a description", async () => {
    const problems = await lintWith(inPaths("    description: The newest come first.\n", ""));

    expect(problems).toMatchObject([
      { rule: "workos/operation-text", message: expect.stringContaining("Add a `description`") },
    ]);
  });
});

describe("operation-key-order", () => {
  it("refuses keys in another order", async () => {
    const problems = await lintWith(
      inPaths(
        "    operationId: listContacts\n    summary: List contacts\n",
        "    summary: List contacts\n    operationId: listContacts\n",
      ),
    );

    expect(problems).toMatchObject([
      {
        rule: "workos/operation-key-order",
        message: expect.stringContaining("operationId, summary, description"),
        at: `${paths}:3`,
      },
    ]);
  });

  it("refuses answers that do not ascend", async () => {
    const find =
      '      "401": { $ref: "../../../shared/responses.yaml#/Unauthorized" }\n      "404": { $ref: "../../../shared/responses.yaml#/NotFound" }\n';
    const problems = await lintWith(
      inPaths(
        find,
        find
          .split(/(?<=\n)/)
          .reverse()
          .join(""),
      ),
    );

    expect(problems).toMatchObject([
      {
        rule: "workos/operation-key-order",
        message: "Answers stand in ascending order: 404 comes after 401.",
        at: `${paths}:67`,
      },
    ]);
  });
});
