import type { PackageName } from "./consumer.ts";

interface Use {
  /** Names taken from each door. */
  readonly doors: Readonly<Record<string, readonly string[]>>;
  /** What is done with them; prints `ok` at the end. */
  readonly body: string;
}

/** What a consumer does with each package, in any module format. */
export const uses: Readonly<Record<PackageName, Use>> = {
  client: {
    doors: {
      "@workos-kit/client": ["createClient", "isApiError"],
      "@workos-kit/client/operations": ["getOrganization", "listOrganizations"],
      "@workos-kit/client/sdk": ["WorkOS"],
      "@workos-kit/client/auth": ["createPkce"],
    },
    body: `
      const answer = (status, body) => new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
      const fetch = async (url) => url.includes("org_1")
        ? answer(200, { object: "organization", id: "org_1", name: "Acme" })
        : answer(404, { message: "Organization not found: 'x'." });
      const workos = createClient({ apiKey: "sk_test_consumer", fetch });
      const acme = await getOrganization(workos, { id: "org_1" });
      const missing = await getOrganization(workos, { id: "org_2" }).catch((error) => error);
      const pkce = await createPkce();
      if (acme.name !== "Acme" || !isApiError(missing) || missing.status !== 404) throw new Error("wrong answers");
      if (typeof listOrganizations !== "function" || pkce.codeVerifier.length < 43) throw new Error("missing functions");
      const sdk = new WorkOS({ apiKey: "sk_test_consumer", fetch });
      if ((await sdk.organizations.getOrganization({ id: "org_1" })).id !== "org_1") throw new Error("wrong facade");
    `,
  },
  webhooks: {
    doors: {
      "@workos-kit/webhooks": ["constructEvent", "computeSignature", "WebhookVerificationError"],
      "@workos-kit/webhooks/handler": ["createWebhookHandler"],
    },
    body: `
      const secret = "whsec_consumer";
      const payload = JSON.stringify({ id: "event_1", event: "user.created", data: { id: "user_1" }, created_at: "2026-11-20T09:15:00.000Z" });
      const timestamp = Date.now();
      const sigHeader = "t=" + timestamp + ", v1=" + (await computeSignature(timestamp, payload, secret));
      const event = await constructEvent({ payload, sigHeader, secret });
      const forged = await constructEvent({ payload: payload + " ", sigHeader, secret }).catch((error) => error);
      if (event.event !== "user.created" || !(forged instanceof WebhookVerificationError)) throw new Error("wrong verdict");
      const seen = [];
      const hooks = createWebhookHandler({ secret }).on("user.created", (each) => { seen.push(each.data.id); });
      const request = new Request("https://app.test/webhooks", { method: "POST", body: payload, headers: { "workos-signature": sigHeader } });
      if ((await hooks.fetch(request)).status !== 200 || seen[0] !== "user_1") throw new Error("not handled");
    `,
  },
  testing: {
    doors: {
      "@workos-kit/testing": ["createMock"],
      "@workos-kit/testing/server": ["serve"],
    },
    body: `
      const mock = createMock();
      const ask = (base, send) => send(base + "/organizations", { method: "POST", body: JSON.stringify({ name: "Acme" }),
        headers: { authorization: "Bearer " + mock.apiKey, "content-type": "application/json" } });
      const inProcess = await ask("https://api.workos.com", mock.fetch);
      const server = await serve(mock);
      const overHttp = await ask(server.url, fetch);
      await server.close();
      if (inProcess.status !== 201 || overHttp.status !== 201) throw new Error("not created");
    `,
  },
};

export function esm({ doors, body }: Use): string {
  const imports = Object.entries(doors).map(([door, names]) => `import { ${names.join(", ")} } from "${door}";`);
  return `${imports.join("\n")}\n${body}\nconsole.log("ok");\n`;
}

export function commonJs({ doors, body }: Use): string {
  const requires = Object.entries(doors).map(([door, names]) => `const { ${names.join(", ")} } = require("${door}");`);
  return `${requires.join("\n")}\n(async () => {${body}})().then(() => console.log("ok"), (error) => { console.error(error); process.exitCode = 1; });\n`;
}
