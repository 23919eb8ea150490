import { report } from "./report.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;
const welcome = async (email: string) => report(`welcome ${email}`);

// #region handler
import { createWebhookHandler } from "@workos-kit/webhooks/handler";

const hooks = createWebhookHandler({ secret }).on("user.created", async (event) => {
  await welcome(event.data.email); // typed by the name of the event
});

export const POST = hooks.fetch; // Request in, Response out

// #endregion

// #region construct
import { constructEvent } from "@workos-kit/webhooks";

export async function receive(request: Request): Promise<string> {
  const sigHeader = request.headers.get("workos-signature");
  const event = await constructEvent({ payload: await request.text(), sigHeader, secret });
  return event.event;
}
// #endregion
