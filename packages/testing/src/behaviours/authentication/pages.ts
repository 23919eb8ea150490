import { type Reply, redirect, reply } from "../../handlers/message.ts";
import { type Account, choiceIn, loginPage } from "../../pages/login-page.ts";
import { escapeHtml, page } from "../../pages/page.ts";
import { notFound } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import type { PageCall } from "../behaviour.ts";
import { invitations } from "../invitations/table.ts";
import { defaultRedirect } from "../redirect-uris/rules.ts";
import { users } from "../users/table.ts";
import { approveDevice, denyDevice } from "./device.ts";

/** More would make the page long. */
const greatestAccounts = 20;

/** Who can be picked on a sign-in page: the users who were there first. */
export function accountsOf(world: World): Account[] {
  const accounts: Account[] = [];
  for (const row of world.table(users).walk()) {
    accounts.push(world.present(users, row));
    if (accounts.length === greatestAccounts) break;
  }
  return accounts;
}

/** Where a person approves a device whose code was shown to her. */
export function devicePage({ world, url }: PageCall): Reply {
  const userCode = url.searchParams.get("user_code") ?? "";
  const choice = choiceIn(url);
  if (!choice) return loginPage(`Sign in the device ${userCode}`, url, accountsOf(world));
  if (choice.email === undefined) denyDevice(world, userCode);
  else approveDevice(world, { user_code: userCode, user: choice.email });
  const answer = choice.email === undefined ? "The device was denied." : "The device is signed in.";
  return reply(200, page("Device", `<p>${escapeHtml(answer)}</p>`), { "content-type": "text/html; charset=utf-8" });
}

/** Where the link of an invitation leads: to a sign-in that accepts it. */
export function invitePage({ world, url, origin }: PageCall): Reply {
  const token = url.searchParams.get("invitation_token") ?? "";
  const row = world.findBy(invitations, "token", token);
  if (!row) throw notFound("Invitation", token);
  return redirect(`${origin}/user_management/authorize`, {
    client_id: world.clientId,
    response_type: "code",
    provider: "authkit",
    redirect_uri: defaultRedirect(world),
    login_hint: row.email,
    invitation_token: token,
  });
}
