import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WorkOS } from "@workos-inc/node";
import { defaults, seal } from "iron-webcrypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSessions, sealSession, unsealSession, writeCookie } from "../src/session.ts";
import { clientId, password, requestWith, tokenWorld, user } from "./token-world.ts";

let world: Awaited<ReturnType<typeof tokenWorld>>;
let vendor: WorkOS;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  const answer = await world.answer({ url: new URL(request.url ?? "/", "http://api.test"), body });
  response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
});

beforeAll(async () => {
  world = await tokenWorld();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  vendor = new WorkOS("sk_test", { clientId, apiHostname: "127.0.0.1", port, https: false });
});
afterAll(() => void server.close());

describe("session cookies and the vendor's SDK", () => {
  it("opens what the vendor's SDK sealed", async () => {
    const { sealedSession } = await vendor.userManagement.authenticateWithCode({
      code: "c",
      clientId,
      session: { sealSession: true, cookiePassword: password },
    });

    const session = await unsealSession(sealedSession ?? "", password);

    expect(session).toMatchObject({ organization_id: "org_1", authentication_method: "Password" });
    expect(session?.user).toEqual({ ...user, last_name: "Changed" });
    expect(session?.refresh_token).toMatch(/^refresh_/);
  });

  it("seals what the vendor's SDK opens, accepts and refreshes", async () => {
    const sealed = await sealSession((await world.authentication()) as never, password);
    const session = vendor.userManagement.loadSealedSession({ sessionData: sealed, cookiePassword: password });

    const outcome = await session.authenticate();
    const refreshed = await session.refresh();

    expect(outcome).toMatchObject({
      authenticated: true,
      sessionId: "session_1",
      user: { emailVerified: true, firstName: "Robin", metadata: user.metadata },
    });
    expect(refreshed).toMatchObject({ authenticated: true });
    expect(await unsealSession((refreshed as { sealedSession: string }).sealedSession, password)).toBeDefined();
  });

  it("carries every script both ways", async () => {
    const changed = { first_name: "Ægir 李 🦜\u2028", metadata: { schlüssel_ä: "\u0000~*;%" } };
    const sealed = await sealSession(await world.authentication({ changed }), password);

    const content = await vendor.userManagement.getSessionFromCookie({ sessionData: sealed, cookiePassword: password });
    const back = await seal(content, { id: "1", secret: password }, { ...defaults, ttl: 0, encode: JSON.stringify });

    expect(content?.user).toMatchObject({ firstName: changed.first_name, metadata: changed.metadata });
    expect((await unsealSession(`${back}~2`, password))?.user).toEqual({ ...user, ...changed });
  });

  it("is good or bad for both alike, whatever becomes of a cookie", async () => {
    const good = await sealSession((await world.authentication()) as never, password);
    const content = await vendor.userManagement.getSessionFromCookie({ sessionData: good, cookiePassword: password });
    const parts = good.slice(0, -"~2".length).split("*");
    const sealed = (data: unknown, secret = password, id = "1") =>
      seal(data, { id, secret }, { ...defaults, ttl: 0, encode: JSON.stringify });
    const variants: Record<string, string> = {
      good,
      "without a version": good.slice(0, -2),
      "of the version before": `${await sealed({ persistent: content })}~1`,
      "of the version before, without its wrapper": `${await sealed(content)}~1`,
      "of a version to come": `${good.slice(0, -1)}3`,
      "with another password": `${await sealed(content, "another password of at least thirty-two characters")}~2`,
      "with the password of another number": `${await sealed(content, password, "2")}~2`,
      "without a token": `${await sealed({ ...content, accessToken: undefined })}~2`,
      "of something else": `${await sealed(["no session"])}~2`,
      "cut short": good.slice(0, -20),
      nonsense: "nonsense",
      ...Object.fromEntries(
        parts.map((part, index) => [`with part ${index} changed`, `${parts.with(index, `${part}A`).join("*")}~2`]),
      ),
    };
    const sessions = createSessions(world.client, { password });

    const theirs: Record<string, boolean> = {};
    const ours: Record<string, boolean> = {};
    for (const [name, sessionData] of Object.entries(variants)) {
      const session = vendor.userManagement.loadSealedSession({ sessionData, cookiePassword: password });
      theirs[name] = await session.authenticate().then(
        (each) => each.authenticated,
        () => false,
      );
      ours[name] = (await sessions.read(requestWith(writeCookie(sessionData)))).isSignedIn;
    }

    expect(ours).toEqual(theirs);
    expect(Object.values(ours).filter(Boolean)).toHaveLength(5);
  });
});
