import { type User, WorkOS } from "@workos-inc/node";
import express, { type Request, type RequestHandler } from "express";
import type { Settings } from "./settings.ts";

/** The app as it was, with the vendor's SDK. Only the test runs it, to show that `app.ts` does the same. */
export function createAppBefore(settings: Settings, users: Map<string, string>) {
  const { apiKey, clientId, baseUrl = "https://api.workos.com", appUrl, cookiePassword, webhookSecret } = settings;
  const { hostname: apiHostname, port, protocol } = new URL(baseUrl);
  const https = protocol === "https:";
  const workos = new WorkOS(apiKey, { clientId, apiHostname, https, ...(port && { port: Number(port) }) });
  const cookie = { httpOnly: true, sameSite: "lax", secure: appUrl.startsWith("https:") } as const;
  const app = express();

  // #region sign-in
  app.get("/login", (_request, response) => {
    const redirectUri = `${appUrl}/callback`;
    response.redirect(workos.userManagement.getAuthorizationUrl({ clientId, provider: "authkit", redirectUri }));
  });

  app.get("/callback", async ({ query }, response) => {
    const code = String(query.code);
    const session = { sealSession: true, cookiePassword };
    const { sealedSession } = await workos.userManagement.authenticateWithCode({ clientId, code, session });
    response.cookie("wos-session", sealedSession, cookie);
    response.redirect("/me");
  });
  // #endregion

  // #region session
  const sessionOf = (request: Request) => {
    const [, value = ""] = /wos-session=([^;]*)/.exec(request.get("cookie") ?? "") ?? [];
    return workos.userManagement.loadSealedSession({ sessionData: decodeURIComponent(value), cookiePassword });
  };

  const requireSession: RequestHandler = async (request, response, next) => {
    const session = sessionOf(request);
    let found: { user: User; organizationId?: string | undefined } | undefined;
    const current = await session.authenticate();
    if (current.authenticated) found = current;
    else {
      const refreshed = await session.refresh();
      if (refreshed.authenticated && refreshed.user) {
        response.cookie("wos-session", refreshed.sealedSession, cookie);
        found = { user: refreshed.user, organizationId: refreshed.organizationId };
      }
    }
    if (found === undefined) return response.redirect("/login");
    response.locals.session = found;
    next();
  };
  // #endregion

  app.get("/me", requireSession, (_request, response) => {
    const { user } = response.locals.session;
    response.json({ email: user.email, known: users.has(user.id) });
  });

  app.post("/logout", async (request, response) => {
    const url = await sessionOf(request).getLogoutUrl({ returnTo: appUrl });
    response.cookie("wos-session", "", { ...cookie, maxAge: 0 });
    response.redirect(303, url);
  });

  // #region directory
  app.get("/people", requireSession, async (_request, response) => {
    const { organizationId } = response.locals.session;
    const [directory] = (await workos.directorySync.listDirectories({ organizationId })).data;
    if (directory === undefined) return void response.json([]);
    const people = await workos.directorySync.listUsers({ directory: directory.id, limit: 100 });
    response.json(people.data.map(({ email, firstName, state }) => ({ email, firstName, state })));
  });
  // #endregion

  // #region audit-log
  app.post("/reports/:id/share", requireSession, async (request, response) => {
    const { user, organizationId } = response.locals.session;
    await workos.auditLogs.createEvent(organizationId, {
      action: "report.shared",
      occurredAt: new Date(),
      actor: { id: user.id, type: "user" },
      targets: [{ id: String(request.params.id), type: "report" }],
      context: { location: request.ip ?? "" },
    });
    response.sendStatus(204);
  });
  // #endregion

  // #region sso
  app.get("/sso/:organization", ({ params: { organization } }, response) => {
    response.redirect(
      workos.sso.getAuthorizationUrl({ clientId, organization, redirectUri: `${appUrl}/sso-callback` }),
    );
  });

  app.get("/sso-callback", async ({ query }, response) => {
    const { profile } = await workos.sso.getProfileAndToken({ clientId, code: String(query.code) });
    response.json({ email: profile.email, connection: profile.connectionType });
  });
  // #endregion

  // #region webhooks
  app.post("/webhooks", express.json(), async (request, response) => {
    const sigHeader = request.get("workos-signature") ?? "";
    const event = await workos.webhooks
      .constructEvent({ payload: request.body, sigHeader, secret: webhookSecret })
      .catch(() => undefined);
    if (event?.event === "user.created") users.set(event.data.id, event.data.email);
    response.sendStatus(event ? 200 : 401);
  });
  // #endregion

  return app;
}
