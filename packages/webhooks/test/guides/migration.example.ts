// #region docs
import { SignatureVerificationException, webhooks } from "@workos-kit/webhooks/camel-case";
import { report } from "./report.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

export async function receive(payload: string, sigHeader: string): Promise<number> {
  try {
    const webhook = await webhooks.constructEvent({ payload, sigHeader, secret, tolerance: 180_000 });
    if (webhook.event === "dsync.user.created") report(`hello ${webhook.data.firstName}`);
    return 200;
  } catch (error) {
    if (error instanceof SignatureVerificationException) return 401;
    throw error;
  }
}
// #endregion
