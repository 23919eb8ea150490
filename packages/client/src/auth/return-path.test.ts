import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeReturnPath } from "./return-path.ts";

const app = "https://app.test";

describe("safeReturnPath", () => {
  it.each([
    ["/", "/"],
    ["/dashboard", "/dashboard"],
    ["/a/b?c=d&e=//evil.test#f", "/a/b?c=d&e=//evil.test#f"],
    ["/search?next=https://other.test/", "/search?next=https://other.test/"],
    ["/a/../b/./c", "/b/c"],
    ["/grüße?ü=ß", "/gr%C3%BC%C3%9Fe?%C3%BC=%C3%9F"],
    ["/with space", "/with%20space"],
    ["/@evil.test", "/@evil.test"],
    ["/a//b", "/a//b"],
    ["/%2F%2Fevil.test", "/%2F%2Fevil.test"],
  ])("keeps a path of the app: %s", (value, path) => {
    expect(safeReturnPath(value, "/home")).toBe(path);
  });

  it.each([
    ...["//evil.test", "///evil.test", "/\\evil.test", "\\\\evil.test", "/a\\..\\\\evil.test", "\\/evil.test"],
    ...["https://evil.test", "https:evil.test", "https:/evil.test", "HTTPS://evil.test", "http:\\\\evil.test"],
    ...["http://app.invalid/dashboard", "//app.invalid/dashboard", "//app.invalid@evil.test/"],
    ...[
      "/.//evil.test",
      "/..//evil.test",
      "/%2e//evil.test",
      "/%2E%2e//evil.test",
      "/a/..//evil.test",
      "/.///evil.test",
    ],
    ...["/\t/evil.test", "/\n/evil.test", "/\r\n/evil.test", "\t//evil.test", " //evil.test", "\u0000//evil.test"],
    ...["/a\r\nSet-Cookie: wos-session=1", "/a\u0000", "/a\u007f", "/a\u0085b"],
    ...["javascript:alert(1)", "data:text/html,x", "mailto:a@evil.test", "blob:https://evil.test/1"],
    ...["evil.test", "dashboard", "./dashboard", "?a=b", "#a", "@evil.test", ".evil.test", ":443"],
    ...["", " ", null, undefined],
  ])("gives the fallback for anything else: %j", (value) => {
    expect(safeReturnPath(value, "/home")).toBe("/home");
  });

  it("falls back to the start page where nothing else was said", () => {
    expect(safeReturnPath("https://evil.test")).toBe("/");
  });

  // What attackers build addresses of: browsers see more in these signs than in letters.
  const piece = fc.constantFrom(
    ...["/", "\\", ".", "..", "%2e", "%2F", "%5c", ":", "@", "?", "#", ";", " ", "\t", "\n", "\r", "\u0000", "\u00a0"],
    ...["http:", "https:", "javascript:", "evil.test", "app.test", "a", "／", "。", "[", "]", "\ud800", "\u2028"],
  );
  const address = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
    fc.array(piece, { maxLength: 12 }).map((pieces) => `/${pieces.join("")}`),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.string({ unit: "binary" }),
  );

  it("leads to no other site, whether a browser resolves it or an app appends it", () => {
    fc.assert(
      fc.property(address, (value) => {
        const path = safeReturnPath(value);

        expect(new URL(path, `${app}/callback`).origin).toBe(app);
        expect(new URL(app + path).origin).toBe(app);
        expect(path).toMatch(/^\/(?![/\\])[!-~]*$/);
      }),
      { numRuns: 5_000 },
    );
  });

  it("says the same of what it said already", () => {
    fc.assert(
      fc.property(address, (value) => {
        const path = safeReturnPath(value, "/home");

        expect(safeReturnPath(path, "/other")).toBe(path);
      }),
      { numRuns: 5_000 },
    );
  });

  it("keeps every path that is made of plain segments", () => {
    const segment = fc.stringMatching(/^[a-z0-9_~-]{1,8}$/);
    fc.assert(
      fc.property(fc.array(segment), fc.array(segment), (segments, query) => {
        const path = `/${segments.join("/")}${query.length > 0 ? `?${query.join("&")}` : ""}`;

        expect(safeReturnPath(path, "/fallback")).toBe(path);
      }),
    );
  });
});
