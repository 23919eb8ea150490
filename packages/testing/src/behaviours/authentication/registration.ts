import { type Reply, redirect } from "../../handlers/message.ts";
import { choiceIn } from "../../pages/login-page.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { endpointFor } from "../actions/ask.ts";
import { decideSignUp, type SignUpQuestion } from "../actions/decide.ts";
import { invitations } from "../invitations/table.ts";
import { defaultRedirect, isAllowedRedirect } from "../redirect-uris/rules.ts";
import { userByEmail } from "../users/find-user.ts";
import { authorize } from "./authorize.ts";
import { plannedSignIns } from "./table.ts";

/** The browser part of a sign-in; whoever would sign up on the way must pass the app's action first. */
export async function authorizeOrAsk(world: World, url: URL): Promise<Reply> {
  // No wait without an endpoint: checks and writes then stay one step.
  const newcomer = endpointFor(world, "user_registration") && newcomerOf(world, url);
  const execution = newcomer && (await decideSignUp(world, newcomer));
  if (execution?.verdict !== "Deny") return authorize(world, url);
  const [planned] = world.rows(plannedSignIns);
  if (planned && !choiceIn(url)) world.remove(plannedSignIns, planned.id);
  // Inferred: the error of a denial is not documented.
  return redirect(url.searchParams.get("redirect_uri") ?? String(defaultRedirect(world)), {
    error: "access_denied",
    error_description: execution.error_message ?? "The sign-up was denied by an action.",
    state: url.searchParams.get("state") ?? undefined,
  });
}

/** Who would become a user if the sign-in went on; nobody when it would not get that far. */
function newcomerOf(world: World, url: URL): SignUpQuestion | undefined {
  const query = Object.fromEntries(url.searchParams);
  const [planned] = world.rows(plannedSignIns);
  const choice = choiceIn(url);
  const email = choice?.email ?? planned?.email ?? query.login_hint;
  if (!email || choice?.error || (!choice && planned?.error) || userByEmail(world, email)) return undefined;
  if (!choice && world.read(settings).interactive_sign_in) return undefined;
  const invitation = world.findBy(invitations, "token", query.invitation_token ?? "");
  const isHosted = query.provider === "authkit" || query.organization_id !== undefined;
  const asksToSignUp = choice ?? planned ?? invitation ?? (query.screen_hint === "sign-up" || undefined);
  if ((isHosted && !asksToSignUp) || !mayGoOn(world, url) || !(invitation || world.read(settings).allow_sign_up))
    return undefined;
  const { first_name, last_name } = planned ?? {};
  const way = query.connection_id === undefined ? query.provider : "SSO";
  const authentication_method = planned?.method ?? (way === "authkit" ? undefined : way);
  return { email, first_name, last_name, authentication_method, invitation_id: invitation?.id };
}

/** Client and redirect URI are as they must be: otherwise the refusal comes without the app being asked. */
function mayGoOn(world: World, { searchParams }: URL): boolean {
  const target = searchParams.get("redirect_uri") ?? defaultRedirect(world);
  return searchParams.get("client_id") === world.clientId && Boolean(target && isAllowedRedirect(world, target));
}
