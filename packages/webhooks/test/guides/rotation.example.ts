// #region docs
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { report } from "./report.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "", WORKOS_WEBHOOK_SECRET_OLD: oldSecret } = process.env;

// The newest first. While both are set, deliveries signed with either are accepted.
const secrets = oldSecret === undefined ? [secret] : [secret, oldSecret];

export const hooks = createWebhookHandler({ secret: secrets }).onAny((_event, { verified }) => {
  if (verified.secretIndex > 0) report("WorkOS still signs with the old secret");
});
// #endregion
