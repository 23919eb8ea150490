import type { ItContact, ItContactInvite } from "../../generated/schemas.ts";
import { notFound, refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { findOrganization, type OrganizationRef, organizations } from "../organizations/table.ts";
import { addressOf, type PortalLinkRow, portalLinks } from "../portal-links/table.ts";
import { type ItContactRow, itContacts } from "./table.ts";

/** Inferred: no page names how long an invitation lasts; a mail may lie for a while. */
const invitationMs = 7 * 24 * 60 * 60 * 1000;

/** A contact to add to an organization. */
export interface ItContactInput {
  readonly organization: OrganizationRef;
  readonly email: string;
  readonly id?: string;
}

// Rules: facts, recent additions (IT contacts).
export const itContactsResource = defineResource({
  tables: [itContacts],
  behaviours: {
    listItContacts: ({ world, path }) => {
      const { id } = world.get(organizations, path.organization_id);
      const rows = world.rows(itContacts, { where: { organization_id: id } });
      // All of them, in one page: the vendor's SDK reads the cursors all the same.
      const data = rows.map((row) => world.present(itContacts, row));
      return { object: "list", data, list_metadata: { before: null, after: null } };
    },
    createItContact: ({ world, path, body }) => {
      const { id } = world.get(organizations, path.organization_id);
      const row = world.insert(itContacts, { organization_id: id, email: body.email, is_invited: false });
      return world.present(itContacts, row);
    },
    deleteItContact: ({ world, path }) => {
      world.remove(itContacts, contactOf(world, path).id);
      return undefined;
    },
    inviteItContact: ({ world, path, body, origin }) => {
      const row = contactOf(world, path);
      const open = world
        .rows(itContacts, { where: { organization_id: path.organization_id } })
        .some((each) => each.is_invited);
      if (open) throw refusedPlainly(409, "The organization has an active invitation already.");
      const link = addressOf(origin, openPortal(world, row, body));
      const text = `Set up ${body.intents.join(", ")}: ${link}`;
      world.send({ channel: "email", to: row.email, kind: "it_contact_invitation", text, link });
      return world.present(itContacts, world.update(itContacts, row.id, { is_invited: true }));
    },
    revokeItContact: ({ world, path }) => {
      const { id } = contactOf(world, path);
      for (const link of world.rows(portalLinks, { where: { it_contact_id: id } })) world.remove(portalLinks, link.id);
      return world.present(itContacts, world.update(itContacts, id, { is_invited: false }));
    },
  },
  dashboard: (world) => ({
    create({ organization, email, id }: ItContactInput): ItContact {
      const organization_id = findOrganization(world, organization).id;
      return world.present(itContacts, world.insert(itContacts, { id, organization_id, email, is_invited: false }));
    },
  }),
});

function openPortal(world: World, row: ItContactRow, { intents }: ItContactInvite): PortalLinkRow {
  return world.insert(portalLinks, {
    id: world.random.token(24),
    organization_id: row.organization_id,
    // Directories are spelled differently here (facts: contradictions).
    intents: intents.map((intent) => (intent === "directory_sync" ? "dsync" : intent)),
    return_url: null,
    success_url: null,
    external_user_id: null,
    it_contact_id: row.id,
    expires_at: world.clock.iso(invitationMs),
  });
}

function contactOf(
  world: World,
  { organization_id, contact_id }: { readonly organization_id: string; readonly contact_id: string },
): ItContactRow {
  const row = world.get(itContacts, contact_id);
  if (row.organization_id !== world.get(organizations, organization_id).id) throw notFound("IT contact", contact_id);
  return row;
}
