import type { AuthenticationMethod } from "../../generated/schemas.ts";
import { oauthError, type Problem, refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { connections } from "../connections/table.ts";
import { organizationDomains } from "../organization-domains/table.ts";
import type { UserRow } from "../users/table.ts";
import { putAside } from "./pending.ts";
import { type SignIn, signInPolicies } from "./table.ts";

/** An organization's policy and connections, when it does not accept a method. */
interface Objection {
  readonly kind: "sso" | "methods";
  readonly connectionIds: readonly string[];
  readonly methods: readonly AuthenticationMethod[];
}

function objectionOf(world: World, organizationId: string, method: AuthenticationMethod): Objection | undefined {
  const policy = world.read(signInPolicies)[organizationId];
  // Support staff are not held to the members' rules.
  if (!policy || method === "SSO" || method === "Impersonation") return undefined;
  const active = world.rows(connections, {
    where: { organization_id: organizationId },
    filter: (row) => row.state === "active",
  });
  const connectionIds = active.map(({ id }) => id);
  if (policy.require_sso) return { kind: "sso", connectionIds, methods: [] };
  if (policy.methods && !policy.methods.includes(method))
    return { kind: "methods", connectionIds, methods: policy.methods };
  return undefined;
}

/** Who has an address of a domain whose organization demands SSO must go there (facts: behaviours 13). */
export function refuseByDomain(world: World, user: UserRow, signIn: SignIn): void {
  const domain = user.email.split("@").at(-1)?.toLowerCase() ?? "";
  const owner = world
    .rows(organizationDomains, { where: { domain } })
    .find((row) => row.state === "verified" || row.state === "legacy_verified");
  const objection = owner && objectionOf(world, owner.organization_id, signIn.method);
  if (objection?.kind === "sso") throw ssoRequired(user, objection, putAside(world, signIn));
}

/** Refuses an organization that does not accept how the user signed in. */
export function refuseByPolicy(world: World, user: UserRow, organizationId: string, signIn: SignIn): void {
  const objection = objectionOf(world, organizationId, signIn.method);
  if (objection?.kind === "sso") throw ssoRequired(user, objection, putAside(world, signIn));
  if (objection) throw methodsRequired(user, objection);
}

/** The same in the words of the organization selection. */
export function refuseSelection(
  world: World,
  user: UserRow,
  organizationId: string,
  method: AuthenticationMethod,
): void {
  const objection = objectionOf(world, organizationId, method);
  if (objection?.kind === "sso") throw refusedPlainly(400, "Must use SSO for selected organization");
  if (objection) throw methodsRequired(user, objection);
}

/** The same for a session that switches: there is nothing to put aside. */
export function refuseSwitch(world: World, user: UserRow, organizationId: string, method: AuthenticationMethod): void {
  const objection = objectionOf(world, organizationId, method);
  if (objection?.kind === "sso") throw ssoRequired(user, objection, undefined);
  if (objection) throw methodsRequired(user, objection);
}

function ssoRequired(user: UserRow, { connectionIds }: Objection, token: string | undefined): Problem {
  return oauthError("sso_required", "The user must sign in through SSO.", 400, {
    email: user.email,
    connection_ids: connectionIds,
    ...(token !== undefined && { pending_authentication_token: token }),
  });
}

function methodsRequired(user: UserRow, { connectionIds, methods }: Objection): Problem {
  const allowed = (method: AuthenticationMethod) => methods.includes(method);
  return oauthError("organization_authentication_methods_required", "The organization demands another method.", 400, {
    email: user.email,
    sso_connection_ids: connectionIds,
    auth_methods: {
      apple_oauth: allowed("AppleOAuth"),
      github_oauth: allowed("GitHubOAuth"),
      google_oauth: allowed("GoogleOAuth"),
      magic_auth: allowed("MagicAuth"),
      microsoft_oauth: allowed("MicrosoftOAuth"),
      password: allowed("Password"),
    },
  });
}
