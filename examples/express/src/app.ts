// #region imports
import { createClient, isApiError } from "@workos-kit/client";
import {
  authenticateWithCode,
  CallbackError,
  createPendingSignIns,
  startSignIn,
  startSsoSignIn,
} from "@workos-kit/client/auth";
import {
  createAuditLogEvent,
  getProfileAndToken,
  listDirectories,
  listDirectoryUsers,
} from "@workos-kit/client/operations";
import { createSessions } from "@workos-kit/client/session";
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { toNodeHandler } from "@workos-kit/webhooks/node";
import express, { type ErrorRequestHandler } from "express";
// #endregion
import { asFetch } from "./as-fetch.ts";
import { requireSession, sessionOf } from "./require-session.ts";
import type { Settings } from "./settings.ts";

/** People sign in with AuthKit or by single sign-on, see their colleagues, and leave a trace when they share. */
export function createApp(settings: Settings, users: Map<string, string>) {
  const { apiKey, clientId, baseUrl, appUrl, cookiePassword: password, webhookSecret } = settings;
  // #region setup
  const workos = createClient({ apiKey, clientId, baseUrl });
  const cookie = { secure: appUrl.startsWith("https:") };
  const sessions = createSessions(workos, { password, cookie });
  const pending = createPendingSignIns({ cookie, fallback: "/me" });
  const isMember = requireSession(sessions);
  const app = express().disable("x-powered-by");
  // #endregion

  // #region sign-in
  app.get("/login", async ({ query }, response) => {
    const started = await startSignIn(workos, { provider: "authkit", redirect_uri: `${appUrl}/callback` });
    const returnTo = typeof query.return_to === "string" ? query.return_to : undefined;
    response.append("set-cookie", await pending.start(started, { returnTo }));
    response.redirect(started.url);
  });

  app.get("/callback", async (request, response) => {
    const { code, codeVerifier: code_verifier, returnTo, setCookie } = await pending.finish(asFetch(request));
    response.append("set-cookie", setCookie);
    const authentication = await authenticateWithCode(workos, { code, code_verifier });
    response.append("set-cookie", await sessions.start(authentication));
    response.redirect(returnTo);
  });
  // #endregion

  app.get("/me", isMember, (_request, response) => {
    const { user } = sessionOf(response);
    response.json({ email: user.email, known: users.has(user.id) });
  });

  // #region sign-out
  app.post("/logout", async (request, response) => {
    const { url = appUrl, setCookie } = await sessions.end(asFetch(request), { return_to: appUrl });
    response.append("set-cookie", setCookie);
    response.redirect(303, url);
  });
  // #endregion

  // #region directory
  app.get("/people", isMember, async (_request, response) => {
    const { organization_id } = sessionOf(response);
    if (organization_id === undefined) return void response.json([]);
    const [directory] = (await listDirectories(workos, { organization_id, limit: 1 })).data;
    const people = directory ? await listDirectoryUsers(workos, { directory: directory.id }).collect(100) : [];
    response.json(people.map(({ email, first_name: firstName, state }) => ({ email, firstName, state })));
  });
  // #endregion

  // #region audit-log
  app.post("/reports/:id/share", isMember, async (request, response) => {
    const { user, organization_id } = sessionOf(response);
    if (organization_id === undefined) return void response.sendStatus(403);
    const event = {
      action: "report.shared",
      occurred_at: new Date(),
      actor: { id: user.id, type: "user" },
      targets: [{ id: String(request.params.id), type: "report" }],
      context: { location: request.ip ?? "" },
    };
    await createAuditLogEvent(workos, { organization_id, event });
    response.sendStatus(204);
  });
  // #endregion

  // #region sso
  app.get("/sso/:organization", async ({ params: { organization } }, response) => {
    const started = await startSsoSignIn(workos, { organization, redirect_uri: `${appUrl}/sso-callback` });
    response.append("set-cookie", await pending.start(started));
    response.redirect(started.url);
  });

  app.get("/sso-callback", async (request, response) => {
    const { code, codeVerifier: code_verifier, setCookie } = await pending.finish(asFetch(request));
    response.append("set-cookie", setCookie);
    const { profile } = await getProfileAndToken(workos, { grant_type: "authorization_code", code, code_verifier });
    response.json({ email: profile.email, connection: profile.connection_type });
  });
  // #endregion

  // #region webhooks
  const hooks = createWebhookHandler({ secret: webhookSecret });
  hooks.on("user.created", ({ data }) => void users.set(data.id, data.email));
  app.all("/webhooks", toNodeHandler(hooks));
  // #endregion

  // #region errors
  const onError: ErrorRequestHandler = (error, _request, response, next) => {
    if (CallbackError.isInstance(error)) {
      if (error.setCookie) response.append("set-cookie", error.setCookie);
      response.status(400).send(`The sign-in failed (${error.reason}): try again.`);
      // A code that is too old, or was used before.
    } else if (isApiError(error, "invalid_grant")) {
      response.status(400).send(`The sign-in failed (${error.code}): try again.`);
    } else if (isApiError(error)) response.status(502).send(`WorkOS refused (${error.requestId}).`);
    else next(error);
  };
  app.use(onError);
  // #endregion
  return app;
}
