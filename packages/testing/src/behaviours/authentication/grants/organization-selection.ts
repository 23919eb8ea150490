import type { Authentication } from "../../../generated/schemas.ts";
import { oauthError, refused } from "../../../problem.ts";
import { membershipOf } from "../../organization-memberships/rules.ts";
import { organizations } from "../../organizations/table.ts";
import { users } from "../../users/table.ts";
import { complete, withPassed } from "../complete.ts";
import { findPending, takeUp } from "../pending.ts";
import { refuseSelection } from "../policies.ts";
import { agentOf, type GrantCall } from "../request.ts";

export async function organizationSelectionGrant({ world, fields, origin }: GrantCall): Promise<Authentication> {
  const { organization_id = "" } = fields;
  const pending = findPending(world, fields.pending_authentication_token ?? "");
  if (!world.find(organizations, organization_id))
    throw refused(400, "invalid_organization_id", "There is no such organization.");
  if (membershipOf(world, pending.user_id, organization_id)?.status !== "active")
    throw oauthError("organization_membership_not_found", "The user is no member of the organization.");
  refuseSelection(world, world.get(users, pending.user_id), organization_id, pending.method);
  const signIn = withPassed(takeUp(world, pending), "organization");
  return complete(world, { ...signIn, ...agentOf(fields), organization_id }, origin);
}
