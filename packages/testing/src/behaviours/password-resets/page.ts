import { type Reply, reply } from "../../handlers/message.ts";
import { escapeHtml, page } from "../../pages/page.ts";
import { Problem } from "../../problem.ts";
import type { PageCall } from "../behaviour.ts";

/** Where the link of the mail leads: a plain form that stands for hosted AuthKit's. */
export function resetPasswordForm({ query }: PageCall): Reply {
  const { token = "" } = query;
  return html(
    200,
    `<form method="post" action="/reset-password"><input type="hidden" name="token" value="${escapeHtml(token)}">` +
      `<label>New password <input type="password" name="new_password" autocomplete="new-password" required></label> ` +
      `<button>Set password</button></form>`,
  );
}

/** What became of the form. `set` is the rule of the API's own operation. */
export function resetPasswordResult(set: () => unknown): Reply {
  try {
    set();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { message } = error.body as { message?: string };
    return html(error.status, `<p role="alert">${escapeHtml(message ?? "The password could not be set.")}</p>`);
  }
  return html(200, "<p>The password is set.</p>");
}

function html(status: number, body: string): Reply {
  const content = page("Set a new password", `<h1>Set a new password</h1>${body}`);
  return reply(status, content, { "content-type": "text/html; charset=utf-8" });
}
