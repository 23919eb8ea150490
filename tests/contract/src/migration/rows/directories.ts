import { gone, operation, type Rows } from "../row.ts";

export const directorySync: Rows<"directorySync"> = {
  listDirectories: operation("listDirectories"),
  getDirectory: operation("getDirectory"),
  deleteDirectory: operation("deleteDirectory"),
  listGroups: operation("listDirectoryGroups"),
  listUsers: operation(
    "listDirectoryUsers",
    {},
    "`backfillDirectory` of `@workos-kit/client/events` reads a whole directory within its rate limit.",
  ),
  getUser: operation("getDirectoryUser", { user: "id" }),
  getGroup: operation("getDirectoryGroup", { group: "id" }),
};

export const organizations: Rows<"organizations"> = {
  listOrganizations: operation("listOrganizations"),
  createOrganization: operation("createOrganization"),
  deleteOrganization: operation("deleteOrganization"),
  getOrganization: operation("getOrganization"),
  getOrganizationByExternalId: operation("getOrganizationByExternalId"),
  updateOrganization: operation(
    "updateOrganization",
    { organization: "id" },
    "`stripeCustomerId: null` is not in the API reference; the types refuse it.",
  ),
  listItContacts: operation("listItContacts", {}, "Gives a list: `data` holds the contacts."),
  createItContact: operation("createItContact"),
  deleteItContact: operation("deleteItContact"),
  inviteItContact: operation("inviteItContact", {}, "Gives the contact."),
  revokeItContact: operation("revokeItContact", {}, "Gives the contact."),
};

export const organizationDomains: Rows<"organizationDomains"> = {
  getOrganizationDomain: operation("getOrganizationDomain"),
  verifyOrganizationDomain: operation("verifyOrganizationDomain"),
  createOrganizationDomain: operation("createOrganizationDomain"),
  deleteOrganizationDomain: operation("deleteOrganizationDomain"),
};

export const adminPortal: Rows<"adminPortal"> = {
  generateLink: operation("generatePortalLink", {
    adminEmails: "it_contact_emails",
    intentOptions: gone("withdrawn from the API reference"),
  }),
};
