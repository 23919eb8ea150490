import type { PortalLinkGenerate } from "../../generated/schemas.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";

/** What an administrator may set up. */
export type PortalIntent = NonNullable<PortalLinkGenerate["intent"]>;

/** A link to the Admin Portal: opened before it expires, or not at all. Its id is the token in it. */
export interface PortalLinkRow extends BaseRow {
  readonly organization_id: string;
  /** Nothing in it opens everything. */
  readonly intents: readonly PortalIntent[];
  readonly return_url: string | null;
  readonly success_url: string | null;
  /** Your own identifier of whom the link is for. */
  readonly external_user_id: string | null;
  /** The contact whose invitation it is. */
  readonly it_contact_id?: string;
  readonly expires_at: string;
}

export const portalLinks = defineTable<PortalLinkRow>({
  name: "portal_links",
  label: "Portal link",
  prefix: "portal_link",
  isImmutable: true,
  indexes: {
    organization_id: (row) => row.organization_id,
    external_user_id: (row) => row.external_user_id ?? undefined,
    it_contact_id: (row) => row.it_contact_id,
  },
  parents: { organizations: "organization_id", it_contacts: "it_contact_id" },
});

/** Where a link leads. */
export function addressOf(origin: string, { id }: Pick<PortalLinkRow, "id">): string {
  return `${origin}/portal/launch?token=${id}`;
}
