import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";

const root = new URL("..", import.meta.url);
const manifest = JSON.parse(await readFile(new URL("package.json", root), "utf8")) as {
  exports: Record<string, { import: { default: string }; require: { default: string } } | string>;
};
const doors = Object.entries(manifest.exports).flatMap(([name, door]) =>
  typeof door === "string" ? [] : [[name, door] as const],
);

/** What may be imported. A name missing here is a new promise; a name missing there is a broken one. */
const expected: Record<string, string[]> = {
  ".": [
    "ApiError",
    "ConfigurationError",
    "ConnectionError",
    "KitError",
    "ParseError",
    "TimeoutError",
    "createClient",
    "createPublicClient",
    "isApiError",
    "optionsFromEnv",
  ],
  "./audit-logs": ["AuditLogExportError", "downloadAuditLogExport", "waitForAuditLogExport"],
  "./auth": [
    "CallbackError",
    "DeviceFlowError",
    "authenticateWithCode",
    "authenticateWithDeviceCode",
    "authenticateWithEmailCompletion",
    "authenticateWithEmailVerification",
    "authenticateWithMagicAuth",
    "authenticateWithOrganizationSelection",
    "authenticateWithPassword",
    "authenticateWithRadarEmailChallenge",
    "authenticateWithRadarSmsChallenge",
    "authenticateWithRefreshToken",
    "authenticateWithTotp",
    "buildAuthorizationUrl",
    "buildJwksUrl",
    "buildLogoutUrl",
    "buildSsoAuthorizationUrl",
    "challengeOf",
    "createPendingSignIns",
    "createPkce",
    "createState",
    "pollDevice",
    "readCallback",
    "readPendingToken",
    "safeReturnPath",
    "startMfaChallenge",
    "startMfaEnrollment",
    "startSignIn",
    "startSsoSignIn",
  ],
  "./core": ["ApiError", "createCore", "createPublicCore", "isApiError"],
  "./events": ["backfillDirectory", "memoryCursors", "postgresCursors", "redisCursors", "sqliteCursors", "syncEvents"],
  "./feature-flags": ["evaluateFlag", "watchFlags"],
  "./sdk": ["WorkOS"],
  "./session": [
    "applySetCookie",
    "coalesceInProcess",
    "createSessions",
    "parseSetCookie",
    "readCookie",
    "sealSession",
    "unsealSession",
    "writeCookie",
  ],
  "./tokens": [
    "TokenError",
    "createConnectTokenVerifier",
    "createTokenVerifier",
    "decodeAccessToken",
    "readBearerToken",
  ],
  "./types": [],
  "./vault": ["VaultBlobError", "decryptLocally", "decryptTextLocally", "encryptLocally"],
};

describe("the doors of the package", () => {
  it.each(doors)("%s exports what is promised, the same to import and require", async (name, door) => {
    const imported = Object.keys(await import(new URL(door.import.default, root).href)).sort();
    const required = Object.keys(createRequire(root)(door.require.default)).sort();

    if (name === "./operations") expect(imported.length).toBeGreaterThan(200);
    else expect(imported).toEqual(expected[name]);
    expect(required).toEqual(imported);
  });

  it("are all listed here", () => {
    expect([...Object.keys(expected), "./operations"].sort()).toEqual(doors.map(([name]) => name).sort());
  });
});

describe("what is published", () => {
  it.each(doors)(
    "%s names nothing of Node's, for which edge runtimes and their bundlers would warn",
    async (_, door) => {
      const code = (await readFile(new URL(door.import.default, root), "utf8")).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");

      expect(code).not.toMatch(/\bprocess[.?]|\bBuffer\b|"node:/);
    },
  );
});

describe("the sources", () => {
  it("use the web platform only", async () => {
    const { glob } = await import("node:fs/promises");
    const offending: string[] = [];
    for await (const file of glob("src/**/*.ts", { cwd: root.pathname })) {
      if (file.endsWith(".test.ts")) continue;
      const code = (await readFile(new URL(file, root), "utf8")).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      if (/from "node:|\bprocess\.|\bBuffer\b|require\(/.test(code)) offending.push(file);
    }

    expect(offending).toEqual([]);
  });
});
