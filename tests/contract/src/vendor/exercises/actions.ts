import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { WorkOS } from "@workos-inc/node";
import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

const secret = "action-secret";

/** The app's endpoint, written with the vendor's SDK: refuses everybody but Ada. */
async function listen(workos: WorkOS): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer(async (request, response) => {
    const payload = JSON.parse(await text(request));
    const sigHeader = String(request.headers["workos-signature"]);
    await workos.actions.verifyHeader({ payload, sigHeader, secret });
    const action = await workos.actions.constructAction({ payload, sigHeader, secret });
    const email = action.object === "authentication_action_context" ? action.user.email : action.userData.email;
    const type = action.object === "authentication_action_context" ? "authentication" : "user_registration";
    const verdict = email === "ada@acme.test" ? "Allow" : "Deny";
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(await workos.actions.signResponse({ type, verdict }, secret)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A TCP server that listens has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/actions`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export const actions: Exercise = {
  title: "AuthKit actions, asked and answered",
  async run({ mock, workos }) {
    await using app = await listen(workos);
    const { dashboard, clientId } = mock;
    for (const type of ["authentication", "user_registration"] as const)
      dashboard.actions.create({ type, url: app.url, secret });
    for (const email of ["ada@acme.test", "eve@acme.test"])
      dashboard.users.create({ email, password: "correct-horse", first_name: "A", last_name: "B" });
    const signIn = (email: string) =>
      workos.userManagement.authenticateWithPassword({ clientId, email, password: "correct-horse" });

    expect((await signIn("ada@acme.test")).user.email).toBe("ada@acme.test");
    await expect(signIn("eve@acme.test")).rejects.toThrow();
    const { execution } = await dashboard.actions.register({ email: "bob@acme.test", first_name: "B", last_name: "C" });

    expect(dashboard.actions.executions().map(({ verdict, failure }) => [verdict, failure])).toEqual([
      ["Allow", null],
      ["Deny", null],
      ["Deny", null],
    ]);
    expect(execution.type).toBe("user_registration");
  },
};
