// #region docs
import { constructEvent, WebhookVerificationError } from "@workos-kit/webhooks";
import { report } from "./report.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

export async function receive(request: Request): Promise<Response> {
  try {
    // The text exactly as it came: the signature covers every byte.
    const payload = await request.text();
    const sigHeader = request.headers.get("workos-signature");
    const event = await constructEvent({ payload, sigHeader, secret });
    switch (event.event) {
      case "user.created":
        report(`welcome ${event.data.email}`);
        break;
      default:
        // Also what is newer than this program.
        report(`ignored ${event.event}`);
    }
    return new Response(null, { status: 200 });
  } catch (error) {
    if (!WebhookVerificationError.isInstance(error)) throw error;
    return new Response(null, { status: error.status });
  }
}
// #endregion
