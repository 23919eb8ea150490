import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WorkOS } from "@workos-inc/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sealSession, unsealSession } from "../src/session.ts";
import { clientId, password, tokenWorld, user } from "./token-world.ts";

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
});
