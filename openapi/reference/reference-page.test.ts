import { describe, expect, it } from "vitest";
import { contactsBundle } from "../diff/prepared/contacts-bundle.ts";
import { forReading, referencePage, titleOf } from "./reference-page.ts";

describe("titleOf", () => {
  it.each([
    ["user-management", "User management"],
    ["jwt-templates", "JWT templates"],
    ["it-contacts", "IT contacts"],
    ["authkit-oauth-resources", "AuthKit OAuth resources"],
    ["sso", "SSO"],
  ])("writes %s as %s", (name, title) => {
    expect(titleOf(name)).toBe(title);
  });
});

describe("forReading", () => {
  const bundle = { ...contactsBundle(), tags: [{ name: "contacts" }, { name: "api-keys" }] };

  it("groups resources by product, and keeps the ones no product names", () => {
    expect(forReading(bundle, [{ name: "CRM", tags: ["contacts"] }])).toMatchObject({
      "x-tagGroups": [
        { name: "CRM", tags: ["contacts"] },
        { name: "More", tags: ["api-keys"] },
      ],
      tags: [{ "x-displayName": "Contacts" }, { "x-displayName": "API keys" }],
    });
  });

  it("shows an event as what the vendor sends: with its name for a handler, and without a key", () => {
    const event = {
      operationId: "onContactCreated",
      description: "Sent once.",
      externalDocs: { url: "https://x.test" },
    };
    const action = { operationId: "onContactAsked", description: "Asks." };
    const webhooks = { "contact.created": { post: event }, contact_action: { post: action } };

    expect(forReading({ ...bundle, webhooks }, []).webhooks).toMatchObject({
      "contact.created": {
        post: {
          security: [],
          description: 'Sent once.\n\nIn TypeScript: `isEvent(event, "contact.created")` of `@workos-kit/webhooks`.',
          externalDocs: { description: "In the vendor's reference", url: "https://x.test" },
        },
      },
      contact_action: {
        post: { description: "Asks.\n\nIn TypeScript: `constructAction` of `@workos-kit/webhooks/actions`." },
      },
    });
  });

  it("names the function of each operation, and leaves the bundle as it is", () => {
    const before = structuredClone(bundle);

    expect(forReading(bundle, []).paths).toMatchObject({
      "/contacts": {
        get: {
          description: "The newest come first.\n\nIn TypeScript: `listContacts` of `@workos-kit/client/operations`.",
        },
      },
    });
    expect(bundle).toEqual(before);
  });
});

describe("referencePage", () => {
  it("closes no script early, whatever the texts hold", () => {
    const page = referencePage(
      { info: { title: "A & <b>", summary: 'say "hi"' }, paths: { "/x": { get: { description: "</script><!--" } } } },
      "var a = '</script>';",
    );

    expect(page.match(/<\/script>/g)).toHaveLength(3);
    expect(page).toContain("<title>A &amp; &lt;b>: 1 operations</title>");
    expect(page).toContain('content="say &quot;hi&quot;"');
  });

  it("asks no host for anything", () => {
    expect(referencePage({ info: {}, paths: {} }, "")).not.toMatch(/(src|href)="(?!data:)/);
  });
});
