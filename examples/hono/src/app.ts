// #region imports
import { createClient, isApiError } from "@workos-kit/client";
import { authenticateWithCode, CallbackError, createPendingSignIns, startSignIn } from "@workos-kit/client/auth";
import { createSessions } from "@workos-kit/client/session";
import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
// #endregion
import { requireSession } from "./require-session.ts";
import type { Settings } from "./settings.ts";
import { receiveWebhooks, type Users } from "./webhooks.ts";

/** The whole app: people sign in with AuthKit and see their page; WorkOS tells about changes by webhooks. */
export function createApp(settings: Settings, users: Users) {
  const { apiKey, clientId, baseUrl, appUrl, cookiePassword: password } = settings;
  // #region setup
  const workos = createClient({ apiKey, clientId, baseUrl });
  const secure = appUrl.startsWith("https:");
  const sessions = createSessions(workos, { password, cookie: { secure } });
  const pending = createPendingSignIns({ cookie: { secure }, fallback: "/me" });
  const app = new Hono();
  // #endregion

  // #region sign-in
  app.get("/login", async (context) => {
    const started = await startSignIn(workos, { provider: "authkit", redirect_uri: `${appUrl}/callback` });
    // The proof stays with this browser: a callback that comes to another one is refused.
    context.header("set-cookie", await pending.start(started, { returnTo: context.req.query("return_to") }));
    return context.redirect(started.url);
  });

  app.get("/callback", async (context) => {
    const { code, codeVerifier: code_verifier, returnTo, setCookie } = await pending.finish(context.req.raw);
    context.header("set-cookie", setCookie);
    const authentication = await authenticateWithCode(workos, { code, code_verifier });
    context.header("set-cookie", await sessions.start(authentication), { append: true });
    return context.redirect(returnTo);
  });
  // #endregion

  // #region protected
  app.get("/me", requireSession(sessions), (context) => {
    const { user, claims } = context.var.session;
    return context.json({ email: user.email, permissions: claims.permissions ?? [], known: users.has(user.id) });
  });
  // #endregion

  // #region sign-out
  // The origin is told, because behind a proxy that ends TLS the address of a request is not what the browser sees.
  app.post("/logout", csrf({ origin: new URL(appUrl).origin }), async (context) => {
    const { url = appUrl, setCookie } = await sessions.end(context.req.raw, { return_to: appUrl });
    context.header("set-cookie", setCookie, { append: true });
    // 303: the browser goes on with GET, first to WorkOS, which ends the session there too, then back.
    return context.redirect(url, 303);
  });
  // #endregion

  // #region webhooks
  const hooks = receiveWebhooks(settings.webhookSecret, users);
  app.all("/webhooks", (context) => hooks.fetch(context.req.raw));
  // #endregion

  app.get("/", (context) => context.text("Sign in at /login."));
  // #region errors
  app.onError((error, context) => {
    if (CallbackError.isInstance(error)) {
      if (error.setCookie) context.header("set-cookie", error.setCookie);
      return context.text(`The sign-in failed (${error.reason}): try again.`, 400);
    }
    // A code that is too old, or was used before.
    if (isApiError(error, "invalid_grant")) return context.text(`The sign-in failed (${error.code}): try again.`, 400);
    if (isApiError(error)) return context.text(`WorkOS refused (${error.requestId}).`, 502);
    if (error instanceof HTTPException) return error.getResponse();
    console.error(error);
    return context.text("Something went wrong.", 500);
  });
  // #endregion
  return app;
}
