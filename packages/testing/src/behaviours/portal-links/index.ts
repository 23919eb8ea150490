import { redirect, reply } from "../../handlers/message.ts";
import { escapeHtml, page } from "../../pages/page.ts";
import { refusedPlainly } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { connections } from "../connections/table.ts";
import { createDirectory } from "../directories/provision.ts";
import { markVerified } from "../organization-domains/rules.ts";
import { organizationDomains } from "../organization-domains/table.ts";
import { organizations } from "../organizations/table.ts";
import { addressOf, type PortalIntent, type PortalLinkRow, portalLinks } from "./table.ts";

const lifetimeMs = 5 * 60 * 1000;
const openPage = "GET /portal/launch";
const finishPage = "POST /portal/launch";
const isOurs = (world: World, { query }: { query: Readonly<Record<string, string>> }) =>
  world.find(portalLinks, query.token) !== undefined;

export const portalLinksResource = defineResource({
  tables: [portalLinks],
  behaviours: {
    generatePortalLink: ({ world, body, origin }) => {
      const organization = world.get(organizations, body.organization);
      const own = world.rows(connections, { where: { organization_id: organization.id } });
      if (body.intent === "certificate_renewal" && !own.some((row) => row.connection_type.endsWith("SAML")))
        throw refusedPlainly(400, "The organization has no SAML connection whose certificate could be renewed.");
      const row = world.insert(portalLinks, {
        id: world.random.token(24),
        organization_id: organization.id,
        intents: body.intent ? [body.intent] : [],
        return_url: body.return_url ?? null,
        success_url: body.success_url ?? null,
        external_user_id: body.external_user_id ?? null,
        expires_at: world.clock.iso(lifetimeMs),
      });
      const link = addressOf(origin, row);
      for (const to of body.it_contact_emails ?? [])
        world.send({
          channel: "email",
          to,
          kind: "portal_invitation",
          text: `Set up ${organization.name}: ${link}`,
          link,
        });
      return { link };
    },
    revokePortalLink: ({ world, body }) => {
      if (body.organization === undefined && body.external_user_id === undefined)
        throw refusedPlainly(422, "organization or external_user_id is required.");
      if (body.organization !== undefined) world.get(organizations, body.organization);
      // Given both, only that person's links of that organization end (inferred).
      const where = { organization_id: body.organization, external_user_id: body.external_user_id };
      for (const { id } of world.rows(portalLinks, { where })) world.remove(portalLinks, id);
      return undefined;
    },
  },
  pages: {
    [openPage]: ({ world, query }) => {
      const link = world.find(portalLinks, query.token);
      if (!link || Date.parse(link.expires_at) <= world.clock.now())
        return html(410, "<h1>This link has expired</h1><p>Ask for a new one.</p>");
      const organization = world.get(organizations, link.organization_id);
      const back = link.return_url ?? world.read(settings).default_portal_return_url;
      const form = `<form method="post" action="?token=${link.id}"><button>Finish the set-up</button></form>`;
      return html(
        200,
        `<h1>Admin Portal of ${escapeHtml(organization.name)}</h1>${form}<p><a href="${escapeHtml(back)}">Back</a></p>`,
      );
    },
    [finishPage]: ({ world, query }) => {
      const link = world.find(portalLinks, query.token);
      if (!link || Date.parse(link.expires_at) <= world.clock.now()) return html(410, "<h1>This link has expired</h1>");
      finishSetUp(world, link);
      return redirect(link.success_url ?? link.return_url ?? world.read(settings).default_portal_return_url);
    },
  },
  locate: { [openPage]: isOurs, [finishPage]: isOurs },
});

/** What the administrator would have done, of what the link names. */
function finishSetUp(world: World, { organization_id, intents }: PortalLinkRow): void {
  for (const intent of intents) setUps[intent]?.(world, organization_id);
}

const setUps: { readonly [Intent in PortalIntent]?: (world: World, organization: string) => void } = {
  /** A connection that works. */
  sso(world, organization_id) {
    const { name } = world.get(organizations, organization_id);
    const row = world.insert(connections, {
      organization_id,
      connection_type: "GenericSAML",
      name: `${name} GenericSAML`,
      state: "active",
      domains: [],
      external_key: world.random.token(24),
    });
    world.emit("connection.activated", connections.toEvent?.(row, world, { event: "connection.activated" }) as never);
  },
  /** A directory that works, and nobody in it yet. */
  dsync: (world, organization) => void createDirectory(world, { organization }),
  /** The records of the domains that wait for one. */
  domain_verification(world, organization_id) {
    for (const { id, state } of world.rows(organizationDomains, { where: { organization_id } }))
      if (state === "pending") markVerified(world, id);
  },
};

function html(status: number, body: string) {
  return reply(status, page("Admin Portal", body), {
    "content-type": "text/html; charset=utf-8",
  });
}
