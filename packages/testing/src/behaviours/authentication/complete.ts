import type { Authentication, AuthenticationUser } from "../../generated/schemas.ts";
import { oauthError, refused } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { endpointFor } from "../actions/ask.ts";
import { decideSignIn } from "../actions/decide.ts";
import { refuseOverQuota } from "../email-verifications/mail.ts";
import { sendVerification } from "../email-verifications/rules.ts";
import { pendingInvitations } from "../invitations/pending.ts";
import { acceptInvitation, usableInvitation } from "../invitations/rules.ts";
import type { InvitationRow } from "../invitations/table.ts";
import { factors } from "../mfa/table.ts";
import { activeMemberships, membershipOf } from "../organization-memberships/rules.ts";
import { organizations } from "../organizations/table.ts";
import { assess } from "../radar/assess.ts";
import { openRadarChallenge } from "../radar-challenges/rules.ts";
import { issueRefreshToken, startSession } from "../sessions/rules.ts";
import type { SessionRow } from "../sessions/table.ts";
import { type UserRow, users } from "../users/table.ts";
import { accessToken, templateClaims } from "./access-token.ts";
import { putAside } from "./pending.ts";
import { refuseByDomain, refuseByPolicy } from "./policies.ts";
import type { SignIn, Step } from "./table.ts";

/**
 * Leads a sign-in whose factor was right to a session, or refuses with the next step it needs. The order of the steps
 * is inferred (facts: behaviours 13).
 */
export async function complete(world: World, signIn: SignIn, origin: string): Promise<Authentication> {
  const user = world.get(users, signIn.user_id);
  const invitation =
    signIn.invitation_token === undefined
      ? impliedInvitation(world, user, signIn)
      : usableInvitation(world, signIn.invitation_token, user.email);
  refuseByDomain(world, user, signIn);
  const judged = passRadar(world, user, signIn);
  passEmailVerification(world, user, judged);
  passMfa(world, user, judged);
  const organizationId = invitation?.organization_id ?? chooseOrganization(world, user, judged);
  if (organizationId !== undefined) refuseByPolicy(world, user, organizationId, judged);
  if (await passAction(world, judged, organizationId, origin)) {
    // While the app was asked, others went on: what was checked before is checked again.
    world.get(users, user.id);
    if (invitation) usableInvitation(world, invitation.token, user.email);
  }
  templateClaims(world, user.id, organizationId);
  // Nothing can go wrong from here on: an invitation is spent only when a session results (facts: behaviours 13).
  if (invitation) acceptInvitation(world, invitation, user.id);
  const session = openSession(world, user, judged, organizationId);
  return authenticationOf(world, session, origin, issueRefreshToken(world, session.id), judged);
}

/**
 * Whoever signs up with an address that is invited accepts the invitation (facts: events). Users of a password were made
 * by the application, which passes the invitation's token on when it means to accept it (inferred).
 */
function impliedInvitation(
  world: World,
  user: UserRow,
  { method, organization_id }: SignIn,
): InvitationRow | undefined {
  if (user.last_sign_in_at !== null || method === "Password" || method === "Impersonation") return undefined;
  const isMeant = (row: InvitationRow) => organization_id === undefined || row.organization_id === organization_id;
  return pendingInvitations(world, user.email).find((row) => isOlder(row, user) && isMeant(row));
}

/** Which was made first; where the clock stands still, the ids tell. */
function isOlder(one: InvitationRow, other: UserRow): boolean {
  const orderOf = ({ id, created_at }: { id: string; created_at: string }) => `${created_at} ${id.split("_").at(-1)}`;
  return orderOf(one) < orderOf(other);
}

/** The app's own endpoint has the last word, where there is one (facts: actions). Tells whether it was asked. */
async function passAction(
  world: World,
  { user_id, method, ip_address, user_agent }: SignIn,
  organization_id: string | undefined,
  issuer: string,
): Promise<boolean> {
  // No wait without an endpoint: checks and writes then stay one step.
  if (!endpointFor(world, "authentication")) return false;
  const question = { user_id, organization_id, issuer, authentication_method: method, ip_address, user_agent };
  const execution = await decideSignIn(world, question);
  // Inferred: the status and code of a denial are not documented.
  if (execution?.verdict === "Deny")
    throw oauthError("access_denied", execution.error_message ?? "The sign-in was denied by an action.");
  return true;
}

function passRadar(world: World, user: UserRow, signIn: SignIn): SignIn {
  if (signIn.passed.includes("radar")) return signIn;
  const verdict = assess(world, { email: user.email, ...signIn });
  const { control = null, blocklist_type = null } = verdict;
  if (verdict.verdict === "block") throw oauthError("access_denied", verdict.reason);
  const judged: SignIn = {
    ...signIn,
    passed: [...signIn.passed, "radar"],
    ...(control !== null && { risk: { control, blocklist_type } }),
  };
  if (verdict.verdict === "allow") return judged;
  const message = "A challenge must be met before the sign-in goes on.";
  const token = putAside(world, judged);
  if (verdict.challenge === "sms") {
    const code = user.last_sign_in_at === null ? "radar_sign_up_challenge" : "radar_sms_sign_in_challenge";
    throw refused(403, code, message, { pending_authentication_token: token, user: signedInUser(world, user) });
  }
  throw refused(403, "radar_challenge", message, {
    pending_authentication_token: token,
    radar_challenge_id: openRadarChallenge(world, user).id,
    email: user.email,
  });
}

/** Only passwords leave open whether the address is the user's (facts: behaviours 13). */
function passEmailVerification(world: World, user: UserRow, signIn: SignIn): void {
  const isNeeded = signIn.method === "Password" || signIn.method.endsWith("OAuth");
  if (!isNeeded || user.email_verified || signIn.passed.includes("email_verification")) return;
  if (!world.read(settings).require_email_verification) return;
  refuseOverQuota(world);
  const verification = sendVerification(world, user);
  throw refused(403, "email_verification_required", "The address must be verified first.", {
    pending_authentication_token: putAside(world, signIn),
    email: user.email,
    email_verification_id: verification.id,
  });
}

/** Second factors are for what AuthKit itself checks; SSO and social providers have their own. */
function passMfa(world: World, user: UserRow, signIn: SignIn): void {
  const { mfa } = world.read(settings);
  const isOwnFactor = signIn.method === "Password" || signIn.method === "MagicAuth";
  if (mfa === "off" || !isOwnFactor || signIn.passed.includes("mfa")) return;
  const enrolled = world.rows(factors, { where: { user_id: user.id }, filter: (row) => row.type === "totp" });
  const shown = signedInUser(world, user);
  if (enrolled.length > 0)
    throw refused(403, "mfa_challenge", "A second factor is needed.", {
      pending_authentication_token: putAside(world, signIn),
      authentication_factors: enrolled.map(({ id, type }) => ({ id, type })),
      user: shown,
    });
  if (mfa === "required")
    throw refused(403, "mfa_enrollment", "A second factor must be enrolled.", {
      pending_authentication_token: putAside(world, signIn),
      user: shown,
    });
}

/** One active membership is taken silently, several are to choose from (facts: behaviours 13). */
function chooseOrganization(world: World, user: UserRow, signIn: SignIn): string | undefined {
  if (signIn.organization_id !== undefined) {
    if (membershipOf(world, user.id, signIn.organization_id)?.status === "active") return signIn.organization_id;
    throw oauthError("organization_membership_not_found", "The user is no member of the organization.");
  }
  const own = activeMemberships(world, user.id);
  if (own.length <= 1 || signIn.passed.includes("organization")) return own[0]?.organization_id;
  throw refused(403, "organization_selection_required", "The user must choose an organization.", {
    pending_authentication_token: putAside(world, signIn),
    user: signedInUser(world, user),
    organizations: own.map((row) => ({
      id: row.organization_id,
      name: world.find(organizations, row.organization_id)?.name ?? "",
    })),
  });
}

function openSession(world: World, user: UserRow, signIn: SignIn, organizationId: string | undefined): SessionRow {
  const isFirst = user.last_sign_in_at === null;
  // Silently, as the live API does (facts: behaviours 10).
  const now = world.clock.iso();
  world.update(users, user.id, { last_sign_in_at: now, updated_at: user.updated_at }, { isSilent: true });
  const session = startSession(world, { ...signIn, organization_id: organizationId });
  if (signIn.risk)
    world.emit("authentication.radar_risk_detected", {
      auth_method: signIn.method,
      action: isFirst ? "signup" : "login",
      ...signIn.risk,
      ip_address: signIn.ip_address ?? null,
      user_agent: signIn.user_agent ?? null,
      user_id: user.id,
      email: user.email,
    });
  return session;
}

/** The user in answers of a sign-in: without external id and metadata (facts: behaviours 10). */
function signedInUser(world: World, row: UserRow): AuthenticationUser {
  const { metadata: _metadata, external_id: _external, ...user } = world.present(users, row);
  return user;
}

/** The answer of authenticate. */
export async function authenticationOf(
  world: World,
  session: SessionRow,
  origin: string,
  refreshToken: string,
  extra: Pick<SignIn, "oauth_tokens"> = {},
): Promise<Authentication> {
  return {
    user: signedInUser(world, world.get(users, session.user_id)),
    ...(session.organization_id !== undefined && { organization_id: session.organization_id }),
    access_token: await accessToken(world, session, origin),
    refresh_token: refreshToken,
    authentication_method: session.authentication_method,
    ...(session.impersonator && { impersonator: session.impersonator }),
    ...(extra.oauth_tokens && { oauth_tokens: extra.oauth_tokens }),
  };
}

/** Adds a step to those behind a sign-in. */
export function withPassed(signIn: SignIn, step: Step): SignIn {
  return { ...signIn, passed: [...signIn.passed, step] };
}
