import { type Reply, reply } from "../handlers/message.ts";
import { escapeHtml, page } from "./page.ts";

/** Somebody the sign-in page offers. */
export interface Account {
  readonly email: string;
  readonly name?: string | null;
}

/** What a person chose on the sign-in page; the page adds it to the address it was opened with. */
export interface Choice {
  readonly email: string | undefined;
  readonly error: string | undefined;
}

/** The choice in an address; undefined when the page was not shown yet. */
export function choiceIn(url: URL): Choice | undefined {
  const email = url.searchParams.get("mock_login") ?? undefined;
  const error = url.searchParams.get("mock_error") ?? undefined;
  return email === undefined && error === undefined ? undefined : { email, error };
}

/** A plain page that stands for the identity provider: pick somebody, name somebody else, or refuse. No script. */
export function loginPage(title: string, url: URL, accounts: readonly Account[]): Reply {
  const fields = [...url.searchParams].map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const form = (content: string) =>
    `<form method="get" action="${escapeHtml(url.pathname)}">${fields.join("")}${content}</form>`;
  const button = (name: string, value: string, text: string) =>
    form(`<input type="hidden" name="${name}" value="${escapeHtml(value)}"><button>${escapeHtml(text)}</button>`);
  const people = accounts.map(({ email, name }) => button("mock_login", email, name ? `${name} (${email})` : email));
  const other = form(`<label>E-mail <input type="email" name="mock_login" required></label> <button>Sign in</button>`);
  const body = `<h1>${escapeHtml(title)}</h1><h2>Sign in as</h2>${people.join("")}${other}<h2>Or fail</h2>${button("mock_error", "access_denied", "Deny access")}${button("mock_error", "server_error", "Break down")}`;
  // The spec knows redirects only: the page stands for what is shown elsewhere in between.
  return reply(200, page(title, body), { "content-type": "text/html; charset=utf-8", "x-mock-reason": "page" });
}
