const { createOrganization, sendInvitation } = require("@workos-kit/client/operations");
const { createWebhookHandler } = require("@workos-kit/webhooks/handler");

/**
 * A customer signs up: an organization, and an invitation for its first person.
 *
 * @param {import("@workos-kit/client").Client} workos
 * @param {string} company
 * @param {string} email
 */
async function signUp(workos, company, email) {
  const { id } = await createOrganization(workos, { name: company });
  await sendInvitation(workos, { email, organization_id: id });
  return id;
}

/**
 * The webhook endpoint: keeps the application's own list of customers.
 *
 * @param {string} secret
 * @param {Map<string, string>} customers
 */
function createHooks(secret, customers) {
  return createWebhookHandler({ secret }).on("organization.created", ({ data }) => {
    customers.set(data.id, data.name);
  });
}

module.exports = { createHooks, signUp };
