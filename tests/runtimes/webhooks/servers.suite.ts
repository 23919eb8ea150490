import { createServer } from "node:http";
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { toNodeHandler } from "@workos-kit/webhooks/node";
import { computeSignatureSync, constructEventSync, createWebhooksSync } from "@workos-kit/webhooks/sync";
import { createTestEvent, signPayload } from "@workos-kit/webhooks/testing";
import { equal, type Suite } from "../suite.ts";

const secret = "whsec_servers";
const event = createTestEvent("organization.created");

/** Serves with what the runtime calls its own server, or with node:http. */
interface NativeServers {
  Bun?: { serve(options: object): { port: number; stop(force: boolean): unknown } };
  Deno?: {
    serve(
      options: object,
      fetch: (request: Request) => Promise<Response>,
    ): { addr: { port: number }; shutdown(): Promise<void> };
  };
}

let saved = 0;
/** Stands for what an application does with an organization. */
function saveOrganization(organization: { id: string }): void {
  if (organization.id !== "") saved += 1;
}

async function statuses(port: number): Promise<number[]> {
  const good = await signPayload(event, { secret });
  const forged = await signPayload(event, { secret: "guess" });
  const results: number[] = [];
  for (const { payload, headers } of [good, good, forged]) {
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", headers, body: String(payload) });
    await response.text();
    results.push(response.status);
  }
  return results;
}

export const suite: Suite = {
  "verifies without promises": async () => {
    const { payload, sigHeader, timestamp } = await signPayload(event, { secret });
    equal(constructEventSync({ payload, sigHeader, secret }), event);
    equal(createWebhooksSync({ secret }).verifyHeader({ payload, sigHeader }).timestamp, timestamp);
    equal(sigHeader.endsWith(computeSignatureSync(timestamp, payload, secret)), true);
  },
  "receives deliveries through node:http": async () => {
    let runs = 0;
    const server = createServer(toNodeHandler(createWebhookHandler({ secret }).onAny(() => void runs++)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    const address = server.address();
    equal(await statuses(typeof address === "object" && address ? address.port : 0), [200, 200, 401]);
    equal(runs, 1);
    server.closeAllConnections?.();
    await new Promise((resolve) => server.close(resolve));
  },
  "receives deliveries through the runtime's own server": async () => {
    const { Bun, Deno } = globalThis as NativeServers;
    if (Bun) {
      // #region bun
      const hooks = createWebhookHandler({ secret }).on("organization.created", (event) =>
        saveOrganization(event.data),
      );

      const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: hooks.fetch });
      // #endregion
      equal(await statuses(server.port), [200, 200, 401]);
      equal(saved, 1);
      await server.stop(true);
    }
    if (Deno) {
      // #region deno
      const hooks = createWebhookHandler({ secret }).on("organization.created", (event) =>
        saveOrganization(event.data),
      );

      const server = Deno.serve({ hostname: "127.0.0.1", port: 0 }, (request) => hooks.fetch(request));
      // #endregion
      equal(await statuses(server.addr.port), [200, 200, 401]);
      equal(saved, 1);
      await server.shutdown();
    }
  },
};
