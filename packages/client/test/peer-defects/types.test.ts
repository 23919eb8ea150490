import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

// What an editor sees of the built package, asked the way an editor asks.
const root = fileURLToPath(new URL("../..", import.meta.url));
// Kept between questions, as an editor keeps it.
const registry = ts.createDocumentRegistry();

const head = `
import { createClient, isApiError } from "@workos-kit/client";
import { createOrganization, getOrganization, listOrganizations } from "@workos-kit/client/operations";
const workos = createClient({ apiKey: "sk_test" });
`;

describe("typing mistakes, where openapi-fetch's types", () => {
  it.each([
    ["accept a misspelt option", 'workos.GET("/organizations", { parms: {} });', /'parms' does not exist/],
    [
      "accept a misspelt field of a body",
      'workos.POST("/organizations", { body: { name: "A", nam: "B" } });',
      /'nam' does not exist/,
    ],
    ["answer a wrong path with depths", 'workos.GET("/organisations");', /"\/organisations"' is not assignable/],
    [
      "accept a misspelt query",
      'workos.GET("/organizations", { params: { query: { limits: 1 } } });',
      /'limits' does not exist/,
    ],
  ])("%s: it is caught, with a message that helps", (_, code, message) => {
    const [found, ...more] = diagnose(code);

    expect(more).toEqual([]);
    expect(found).toMatch(message);
    expect(found).not.toMatch(/excessively deep|infinite/);
  });

  it("accept a field that a function does not take: it is caught", () => {
    expect(diagnose('createOrganization(workos, { name: "A", nam: "B" });')[0]).toMatch(/'nam' does not exist/);
    expect(diagnose("getOrganization(workos, {});")[0]).toMatch(/'id' is missing/);
  });

  it("lose what the errors of an operation are: they narrow by ok and by code", () => {
    const code = `
async function read() {
  const result = await workos.GET("/organizations/{id}", { params: { path: { id: "org_1" } } });
  if (result.ok) return result.data.name;
  const { status, requestId }: { status: number; requestId: string | undefined } = result.error;
  if (isApiError(result.error, "mfa_challenge")) return result.error.body.authentication_factors;
  // @ts-expect-error there is no data beside an error.
  return [status, requestId, result.data.name];
}`;

    expect(diagnose(code)).toEqual([]);
  });
});

describe("hovering, where openapi-fetch's types", () => {
  it("show a thousand characters of type and no word on the operation: a function shows its manual", () => {
    const { text, type } = hover("await createOrganization(workos, { name: 'A' });", "createOrganization");

    expect(text).toMatch(/Create an organization/);
    expect(text).toMatch(/https:\/\/workos\.com\/docs/);
    expect(type.length).toBeLessThan(300);
    expect(type).toContain("CreateOrganizationInput");
  });

  it("expand every type of a path: a path call names them", () => {
    const { type } = hover('const found = await workos.GET("/organizations");', "found");

    expect(type).toContain("OrganizationList");
    expect(type.length).toBeLessThan(300);
  });
});

describe("an address of a sign-in, where the vendor's types take none and two selectors for AuthKit", () => {
  const auth = 'import { buildAuthorizationUrl, startSsoSignIn } from "@workos-kit/client/auth";\n';
  const authkit = (input: string) => `buildAuthorizationUrl(workos, { redirect_uri: "", ${input} });`;
  const sso = (input: string) => `startSsoSignIn(workos, { redirect_uri: "", ${input} });`;

  it.each([
    [authkit(""), /'provider' is missing .* required in type 'SignInByAuthKit'/],
    [authkit('connection_id: "c", organization_id: "o"'), /'organization_id' are incompatible/],
    [authkit('provider: "authkit", connection_id: "c"'), /'connection_id' are incompatible/],
    [authkit('provider: "authkt"'), /Did you mean '"authkit"'/],
    [authkit('provider: "authkit", stat: ""'), /'stat' does not exist in type 'SignInByAuthKit'/],
    [sso(""), /'organization' is missing .* required in type 'SsoByOrganization'/],
    [sso('connection: "c", organization: "o"'), /'organization' are incompatible/],
    [sso('organizaton: "o"'), /Did you mean to write 'organization'/],
  ])("%s is caught in a few lines", (code, message) => {
    const [found = "", ...more] = diagnose(auth + code);

    expect(more).toEqual([]);
    expect(found).toMatch(message);
    expect(found.split("\n").length).toBeLessThanOrEqual(4);
  });

  it("shows its manual and the name of what it takes", () => {
    const { text, type } = hover(auth + authkit('provider: "authkit"'), "buildAuthorizationUrl");

    expect(type).toContain("(environment: Environment, input: AuthorizationUrlInput): string");
    expect(text).toMatch(/redirect the browser there/);
    expect(hover(auth + authkit('provider: "authkit"'), "provider").type).toContain("SignInByAuthKit.provider");
    expect(hover(auth + sso('organization: "o"'), "organization").text).toMatch(/Not together with `connection`/);
  });
});

/** The messages of the compiler about some lines. */
function diagnose(code: string): string[] {
  const { service, file } = serviceFor(code);
  const all = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
  return all.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

function hover(code: string, word: string): { type: string; text: string } {
  const { service, file, source } = serviceFor(`${code}\nexport {};`);
  const info = service.getQuickInfoAtPosition(file, source.lastIndexOf(word));
  const tags = (info?.tags ?? []).map((tag) => ts.displayPartsToString(tag.text));
  const text = [ts.displayPartsToString(info?.documentation), ...tags].join("\n");
  return { type: ts.displayPartsToString(info?.displayParts), text };
}

function serviceFor(code: string) {
  const file = join(root, "consumer.mts");
  const source = head + code;
  const options: ts.CompilerOptions = {
    strict: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? source : "1"),
    getScriptSnapshot: (name) => {
      const text = name === file ? source : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  };
  return { service: ts.createLanguageService(host, registry), file, source };
}
